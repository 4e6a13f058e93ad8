#include "core/base/gguf_types.h"

#include <array>

namespace lathe {

namespace {

constexpr std::array kTypes = {
    GgufType{0, "F32", 1, 4},
    GgufType{1, "F16", 1, 2},
    GgufType{2, "Q4_0", 32, 18},
    GgufType{3, "Q4_1", 32, 20},
    GgufType{6, "Q5_0", 32, 22},
    GgufType{7, "Q5_1", 32, 24},
    GgufType{8, "Q8_0", 32, 34},
    GgufType{9, "Q8_1"},
    GgufType{10, "Q2_K", 256, 84},
    GgufType{11, "Q3_K", 256, 110},
    GgufType{12, "Q4_K", 256, 144},
    GgufType{13, "Q5_K", 256, 176},
    GgufType{14, "Q6_K", 256, 210},
    GgufType{15, "Q8_K"},
    GgufType{16, "IQ2_XXS"},
    GgufType{17, "IQ2_XS"},
    GgufType{18, "IQ3_XXS"},
    GgufType{19, "IQ1_S"},
    GgufType{20, "IQ4_NL", 32, 18},
    GgufType{21, "IQ3_S"},
    GgufType{22, "IQ2_S"},
    GgufType{23, "IQ4_XS", 256, 136},
    GgufType{24, "I8"},
    GgufType{25, "I16"},
    GgufType{26, "I32"},
    GgufType{27, "I64"},
    GgufType{28, "F64"},
    GgufType{29, "IQ1_M"},
    GgufType{30, "BF16", 1, 2},
    GgufType{34, "TQ1_0"},
    GgufType{35, "TQ2_0"},
    GgufType{39, "MXFP4"},
};

struct FileType {
    int64_t id;
    std::string_view name;
};

constexpr std::array kFileTypes = {
    FileType{0, "F32"},     FileType{1, "F16"},     FileType{2, "Q4_0"},    FileType{3, "Q4_1"},
    FileType{7, "Q8_0"},    FileType{8, "Q5_0"},    FileType{9, "Q5_1"},    FileType{10, "Q2_K"},
    FileType{11, "Q3_K_S"}, FileType{12, "Q3_K_M"}, FileType{13, "Q3_K_L"}, FileType{14, "Q4_K_S"},
    FileType{15, "Q4_K_M"}, FileType{16, "Q5_K_S"}, FileType{17, "Q5_K_M"}, FileType{18, "Q6_K"},
    FileType{21, "Q2_K_S"}, FileType{25, "IQ4_NL"}, FileType{30, "IQ4_XS"}, FileType{32, "BF16"},
};

} // namespace

const GgufType* ggufType(uint32_t id)
{
    for (const GgufType& type : kTypes)
        if (type.id == id)
            return &type;
    return nullptr;
}

std::string_view ggufFileType(int64_t id)
{
    for (const FileType& type : kFileTypes)
        if (type.id == id)
            return type.name;
    return {};
}

} // namespace lathe
