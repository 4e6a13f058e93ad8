#include "core/engine/stages/distill/student_folder.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/new_head.h"
#include "core/text/tokenizer.h"

#include <algorithm>
#include <optional>

namespace lathe::engine {

namespace {

std::optional<Checkpoint> studentOf(const recipe::Params& params)
{
    const std::filesystem::path folder = param<std::string>(params, "student");
    if (folder.empty())
        return {};
    if (!folder.is_absolute())
        throw Error(ErrorKind::BadInput, fmt::format("the student folder '{}' is not an absolute path", folder.string()),
                    "Write the whole path, from the root");
    if (!std::filesystem::exists(folder))
        throw Error(ErrorKind::BadInput, fmt::format("the student folder '{}' does not exist", folder.string()),
                    "Correct the path, or leave it empty to train the model at the input");
    Checkpoint student = loadCheckpoint(folder);
    requireFloat(student, "student");
    (void)text::loadTokenizer(student.tokenizerFolder());
    return student;
}

} // namespace

recipe::ParamSpec studentFolderParam()
{
    return {"student", "Student folder", recipe::ParamType::Text, std::string(), {}, {}, "folder", {},
            "Another model, of any family and tokenizer, that learns from the teacher in place of the model at the input; "
            "its absolute path, or empty."};
}

StageInputs withStudent(StageInputs inputs, const recipe::Params& params)
{
    if (std::optional<Checkpoint> student = studentOf(params)) {
        student->weights = withoutBlocks(std::move(student->weights));
        inputs.insert_or_assign("model", std::move(*student));
    }
    return inputs;
}

Sizes withStudent(Sizes inputs, const recipe::Params& params)
{
    if (std::optional<Checkpoint> student = studentOf(params)) {
        Architecture& model = student->architecture;
        model.classes = std::max(1, model.classes); // it gets a head
        inputs.insert_or_assign("model", std::move(model));
    }
    return inputs;
}

} // namespace lathe::engine
