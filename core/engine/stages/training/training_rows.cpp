#include "core/engine/stages/training/training_rows.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/measure/logits_of.h"
#include "core/engine/runtime/classifier.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <algorithm>
#include <numeric>

namespace lathe::engine {

namespace {

std::unique_ptr<text::Tokenizer> tokenizerOf(const Checkpoint& checkpoint, int maxLength)
{
    auto tokenizer = text::loadTokenizer(checkpoint.tokenizerFolder());
    checkFits(checkpoint.architecture, *tokenizer, maxLength);
    return tokenizer;
}

bool sameTokenizer(const Checkpoint& a, const Checkpoint& b)
{
    const auto left = text::tokenizerFiles(a.tokenizerFolder()), right = text::tokenizerFiles(b.tokenizerFolder());
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const auto& one, const auto& other) {
        return one.filename() == other.filename() && readFile(one) == readFile(other);
    });
}

at::Tensor indexOf(const std::vector<int64_t>& places)
{
    at::Tensor index = at::empty({int64_t(places.size())}, at::kLong);
    std::copy(places.begin(), places.end(), index.mutable_data_ptr<int64_t>());
    return index;
}

std::optional<int32_t> maskId(const text::Tokenizer& tokenizer)
{
    for (int32_t id = 0; id < tokenizer.vocabularySize(); ++id)
        if (tokenizer.token(id) == "[MASK]" || tokenizer.token(id) == "<mask>")
            return id;
    return std::nullopt;
}

} // namespace

TrainingRows trainingRows(const Checkpoint& checkpoint, const StageContext& context)
{
    const auto tokenizer = tokenizerOf(checkpoint, context.maxLength);
    TrainingRows rows;
    for (const data::Example& example : context.data.train)
        rows.texts.push_back(&example.text);
    rows.ids = tokenize(*tokenizer, rows.texts, context.maxLength);
    rows.labels = labelTensor(context.data.train, context.data.labels);
    rows.labelled = rows.ids.size();
    return rows;
}

void augment(TrainingRows& rows, const Checkpoint& checkpoint, int copies, double probability,
             const StageContext& context)
{
    const auto tokenizer = tokenizerOf(checkpoint, context.maxLength);
    std::vector<const std::string*> texts;
    for (const std::string& text : context.data.unlabelled)
        texts.push_back(&text);
    for (TokenIds& ids : tokenize(*tokenizer, texts, context.maxLength))
        rows.ids.push_back(std::move(ids));
    rows.texts.insert(rows.texts.end(), texts.begin(), texts.end());
    if (copies == 0)
        return;
    const std::optional<int32_t> mask = maskId(*tokenizer);
    if (!mask)
        throw Error(ErrorKind::BadInput, "the tokenizer has no mask token ([MASK] or <mask>)", "Set the masked copies to 0");
    std::mt19937_64 random(context.seed);
    const auto chance = static_cast<uint64_t>(probability * 4294967296.0);
    const size_t whole = rows.ids.size();
    for (int copy = 0; copy < copies; ++copy) {
        for (size_t i = 0; i < whole; ++i) {
            TokenIds masked = rows.ids[i];
            for (size_t t = 1; t + 1 < masked.size(); ++t)
                if ((random() & 0xffffffffU) < chance)
                    masked[t] = *mask;
            rows.ids.push_back(std::move(masked));
            rows.texts.push_back(nullptr);
        }
    }
}

TrainingRows sampled(const TrainingRows& rows, size_t count, uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<int64_t> order(rows.labelled);
    std::iota(order.begin(), order.end(), 0);
    for (size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
    order.resize(std::min(order.size(), count));
    TrainingRows some;
    for (const int64_t row : order) {
        some.ids.push_back(rows.ids[size_t(row)]);
        some.texts.push_back(rows.texts[size_t(row)]);
    }
    some.labels = rows.labels.index_select(0, indexOf(order));
    some.labelled = some.ids.size();
    return some;
}

std::vector<TokenIds> idsFor(const Checkpoint& other, const Checkpoint& own, const TrainingRows& rows,
                             const StageContext& context)
{
    if (sameTokenizer(other, own))
        return rows.ids;
    if (std::find(rows.texts.begin(), rows.texts.end(), nullptr) != rows.texts.end())
        throw Error(ErrorKind::BadInput, "masked copies of texts need a teacher with the student's vocabulary",
                    "Set the masked copies to 0, or prune the vocabulary after distilling");
    return tokenize(*tokenizerOf(other, context.maxLength), rows.texts, context.maxLength);
}

at::Tensor teacherLogits(const std::vector<Checkpoint>& teachers, const Checkpoint& student, const TrainingRows& rows,
                         const StageContext& context)
{
    at::Tensor sum;
    for (const Checkpoint& teacher : teachers) {
        if (teacher.labels != context.data.labels)
            throw Error(ErrorKind::BadInput, "the teacher's labels are not those of the data",
                        "Fine-tune the teacher on this data first");
        const at::Tensor own = logitsOf(teacher, idsFor(teacher, student, rows, context), context.device,
                                        context.task.silent());
        sum = sum.defined() ? sum + own : own;
    }
    return sum / double(teachers.size());
}

std::vector<Checkpoint> teachersOf(const StageInputs& inputs)
{
    std::vector<Checkpoint> teachers;
    for (const char* port : {"teacher", "teacher2", "teacher3"})
        if (const auto wired = inputs.find(port); wired != inputs.end())
            teachers.push_back(wired->second);
    return teachers;
}

void askTeachers(const StageInputs& inputs, const Checkpoint& student, TrainingRows& rows, TrainingOptions& options,
                 const StageContext& context)
{
    const std::vector<Checkpoint> teachers = teachersOf(inputs);
    if (teachers.empty()) {
        options.alpha = 0;
        return;
    }
    context.task.report(0, "asking the teacher");
    rows.teacher = teacherLogits(teachers, student, rows, context);
}

Targets targetsOf(const TrainingRows& rows, const std::vector<int>& batch, const StageContext& context)
{
    Targets targets;
    targets.kind = context.data.labels.kind;
    std::vector<int64_t> all, labelled, at;
    for (size_t b = 0; b < batch.size(); ++b) {
        all.push_back(batch[b]);
        if (size_t(batch[b]) < rows.labelled)
            labelled.push_back(batch[b]), at.push_back(int64_t(b));
    }
    targets.labels = rows.labels.index_select(0, indexOf(labelled)).to(context.device);
    if (at.size() < batch.size())
        targets.labelled = indexOf(at).to(context.device);
    if (rows.teacher.defined())
        targets.teacher = rows.teacher.index_select(0, indexOf(all)).to(context.device);
    return targets;
}

} // namespace lathe::engine
