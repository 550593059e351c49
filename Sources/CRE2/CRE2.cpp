#include "CRE2.h"

#include <new>
#include <re2/re2.h>

struct cre2_regex {
    re2::RE2 compiled;

    cre2_regex(re2::StringPiece pattern, const re2::RE2::Options &options) : compiled(pattern, options) {}
};

static cre2_fault fault_of(re2::RE2::ErrorCode code) {
    switch (code) {
    case re2::RE2::NoError: return CRE2_OK;
    case re2::RE2::ErrorInternal: return CRE2_INTERNAL;
    case re2::RE2::ErrorBadEscape: return CRE2_BAD_ESCAPE;
    case re2::RE2::ErrorBadCharClass: return CRE2_BAD_CHAR_CLASS;
    case re2::RE2::ErrorBadCharRange: return CRE2_BAD_CHAR_RANGE;
    case re2::RE2::ErrorMissingBracket: return CRE2_MISSING_BRACKET;
    case re2::RE2::ErrorMissingParen: return CRE2_MISSING_PAREN;
    case re2::RE2::ErrorUnexpectedParen: return CRE2_UNEXPECTED_PAREN;
    case re2::RE2::ErrorTrailingBackslash: return CRE2_TRAILING_BACKSLASH;
    case re2::RE2::ErrorRepeatArgument: return CRE2_REPEAT_ARGUMENT;
    case re2::RE2::ErrorRepeatSize: return CRE2_REPEAT_SIZE;
    case re2::RE2::ErrorRepeatOp: return CRE2_REPEAT_OP;
    case re2::RE2::ErrorBadPerlOp: return CRE2_BAD_PERL_OP;
    case re2::RE2::ErrorBadUTF8: return CRE2_BAD_UTF8;
    case re2::RE2::ErrorBadNamedCapture: return CRE2_BAD_NAMED_CAPTURE;
    case re2::RE2::ErrorPatternTooLarge: return CRE2_TOO_LARGE;
    }
    return CRE2_INTERNAL;
}

cre2_regex *cre2_new(const char *pattern, size_t length) {
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingUTF8);
    options.set_dot_nl(false);
    options.set_log_errors(false);
    // Only the answer is wanted, never the groups.
    options.set_never_capture(true);
    return new (std::nothrow) cre2_regex(re2::StringPiece(pattern, length), options);
}

void cre2_free(cre2_regex *regex) { delete regex; }

cre2_fault cre2_error(const cre2_regex *regex) { return fault_of(regex->compiled.error_code()); }

const char *cre2_error_text(const cre2_regex *regex) { return regex->compiled.error().c_str(); }

const char *cre2_error_part(const cre2_regex *regex, size_t *length) {
    const std::string &part = regex->compiled.error_arg();
    *length = part.size();
    return part.data();
}

bool cre2_match(const cre2_regex *regex, const char *text, size_t length) {
    // Swift's empty buffers have no address.
    if (text == nullptr) text = "";
    return regex->compiled.Match(re2::StringPiece(text, length), 0, length, re2::RE2::UNANCHORED, nullptr, 0);
}
