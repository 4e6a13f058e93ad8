#include "core/runner/failure.h"

#include <new>
#include <nlohmann/json.hpp>

namespace lathe::runner {

using nlohmann::json;

std::string_view toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadInput:
        return "badInput";
    case ErrorKind::Unsupported:
        return "unsupported";
    case ErrorKind::Failure:
        break;
    }
    return "failure";
}

std::string Failure::text() const
{
    std::string text = label.empty() ? message : fmt::format("{}: {}", label, message);
    return remedy.empty() ? text : fmt::format("{}. {}", text, remedy);
}

Failure failureOf(const std::exception& error)
{
    Failure failure;
    if (const auto* known = dynamic_cast<const Error*>(&error)) {
        failure.kind = known->kind();
        failure.message = known->what();
        failure.remedy = known->remedy();
    } else if (dynamic_cast<const std::bad_alloc*>(&error)) {
        failure.message = "not enough memory";
        failure.remedy = "Use a smaller batch or a shorter maxLength, or close other programs";
    } else {
        const std::string text = error.what();
        failure.message =
            text.substr(0, text.find('\n')); // LibTorch appends a page of stack frames
    }
    return failure;
}

json toJson(const Failure& failure)
{
    return {{"kind", toString(failure.kind)}, {"step", failure.step},
            {"node", failure.node},           {"stage", failure.stage},
            {"label", failure.label},         {"message", failure.message},
            {"remedy", failure.remedy}};
}

Failure failureFromJson(const json& stored)
{
    Failure failure;
    for (const ErrorKind kind : {ErrorKind::BadInput, ErrorKind::Unsupported, ErrorKind::Failure})
        if (stored.at("kind") == toString(kind))
            failure.kind = kind;
    failure.step = stored.at("step");
    failure.node = stored.at("node");
    failure.stage = stored.at("stage");
    failure.label = stored.at("label");
    failure.message = stored.at("message");
    failure.remedy = stored.at("remedy");
    return failure;
}

} // namespace lathe::runner
