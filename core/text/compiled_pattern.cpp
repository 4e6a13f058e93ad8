#include "core/text/pattern.h"
#include "core/text/utf8.h"

#ifdef LATHE_ONIGURUMA
#include <mutex>
#include <oniguruma.h>
#endif

namespace lathe::text {

#ifdef LATHE_ONIGURUMA

namespace {

const OnigUChar* bytes(std::string_view text)
{
    return reinterpret_cast<const OnigUChar*>(text.data());
}

class CompiledPattern final : public Pattern {
public:
    explicit CompiledPattern(const std::string& expression)
    {
        static std::once_flag once; // the library's own initialisation
        std::call_once(once, [] {
            OnigEncoding utf8 = ONIG_ENCODING_UTF8;
            onig_initialize(&utf8, 1);
        });
        OnigErrorInfo info{};
        const int status =
            onig_new(&m_regex, bytes(expression), bytes(expression) + expression.size(),
                     ONIG_OPTION_NONE, ONIG_ENCODING_UTF8, ONIG_SYNTAX_RUBY, &info);
        if (status != ONIG_NORMAL) {
            OnigUChar message[ONIG_MAX_ERROR_MESSAGE_LEN] = {};
            onig_error_code_to_str(message, status, &info);
            throw badInput("'{}' is not a regular expression: {}", expression,
                           reinterpret_cast<const char*>(message));
        }
    }
    ~CompiledPattern() override { onig_free(m_regex); }
    CompiledPattern(const CompiledPattern&) = delete;
    CompiledPattern& operator=(const CompiledPattern&) = delete;

    [[nodiscard]] std::optional<Match> next(std::string_view text, size_t from) const override
    {
        OnigRegion region{};
        const OnigUChar *begin = bytes(text), *end = begin + text.size();
        std::optional<Match> match;
        while (!match && from <= text.size()) {
            const auto status =
                onig_search(m_regex, begin, end, begin + from, end, &region, ONIG_OPTION_NONE);
            if (status < 0)
                break;
            const auto first = static_cast<size_t>(region.beg[0]),
                       last = static_cast<size_t>(region.end[0]);
            if (last > first)
                match = Match{first, last};
            else if (first < text.size()) // nothing matched: go on behind the next character
                (void)decodeUtf8(text, from = first);
            else
                break;
        }
        onig_region_free(&region, 0);
        return match;
    }

private:
    regex_t* m_regex = nullptr;
};

} // namespace

std::unique_ptr<Pattern> compiledPattern(const std::string& expression)
{
    return std::make_unique<CompiledPattern>(expression);
}

#else

std::unique_ptr<Pattern> compiledPattern(const std::string& expression)
{
    throw Error(
        ErrorKind::Unsupported,
        fmt::format(
            "the regular expression '{}' needs Oniguruma, which this build was made without",
            expression),
        "Install libonig-dev, configure and build again");
}

#endif

} // namespace lathe::text
