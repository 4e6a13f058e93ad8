#pragma once

#include "core/report/document.h"
#include "core/report/study.h"

#include <optional>

namespace lathe::report {

enum class Template {
    Executive, // the decision, who is affected, the words: two pages or three
    Technical, // everything
};

// "executive" or "technical"; absent for anything else.
[[nodiscard]] std::optional<Template> templateNamed(std::string_view name);

struct ReportOptions {
    Template kind = Template::Technical;
    std::string title;   // empty: the recipe's name
    std::string version; // of the program
    std::string date;    // "2026-11-23"
};

// The study in words, tables and charts.
[[nodiscard]] Document makeReport(const Study& study, const recipe::StageCatalog& catalog,
                                  const ReportOptions& options);

// Today, UTC, "2026-11-23".
[[nodiscard]] std::string today();

} // namespace lathe::report
