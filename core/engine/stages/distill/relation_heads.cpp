#include "core/engine/stages/distill/relation_heads.h"

#include "core/base/error.h"

#include <algorithm>
#include <numeric>

namespace lathe::engine {

int relationHeads(int wanted, int studentWidth, int teacherWidth)
{
    constexpr int kMost = 48, kColumns = 8;
    const int common = std::gcd(studentWidth, teacherWidth);
    int best = 1;
    for (int heads = 2; heads <= std::min(kMost, std::min(studentWidth, teacherWidth) / kColumns); ++heads)
        if (common % heads == 0)
            best = heads;
    if (wanted == 0)
        return best;
    if (common % wanted != 0)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{} relation heads do not divide the attention widths {} of the student and {} of the "
                                "first teacher",
                                wanted, studentWidth, teacherWidth),
                    fmt::format("Choose a divisor of {}, or 0", common));
    return wanted;
}

} // namespace lathe::engine
