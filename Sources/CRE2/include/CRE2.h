#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression of RE2. It may be matched from many threads at once.
typedef struct cre2_regex cre2_regex;

/// Why an expression was refused, in the order in which RE2 numbers its reasons.
typedef enum {
    CRE2_OK = 0,
    CRE2_INTERNAL,
    CRE2_BAD_ESCAPE,
    CRE2_BAD_CHAR_CLASS,
    CRE2_BAD_CHAR_RANGE,
    CRE2_MISSING_BRACKET,
    CRE2_MISSING_PAREN,
    CRE2_UNEXPECTED_PAREN,
    CRE2_TRAILING_BACKSLASH,
    CRE2_REPEAT_ARGUMENT,
    CRE2_REPEAT_SIZE,
    CRE2_REPEAT_OP,
    CRE2_BAD_PERL_OP,
    CRE2_BAD_UTF8,
    CRE2_BAD_NAMED_CAPTURE,
    CRE2_TOO_LARGE
} cre2_fault;

/// Compiles an expression with the options of Go's regexp package: UTF-8, and `.` matches no line feed.
/// Never null unless memory is exhausted; ask cre2_error whether it compiled. Free it with cre2_free.
cre2_regex *cre2_new(const char *pattern, size_t length);

/// Frees an expression; null is allowed.
void cre2_free(cre2_regex *regex);

/// Why the expression did not compile, or CRE2_OK.
cre2_fault cre2_error(const cre2_regex *regex);

/// RE2's own words about the fault, ended by a zero; valid as long as the expression.
const char *cre2_error_text(const cre2_regex *regex);

/// The part of the expression that the fault is about, not ended by a zero; valid as long as the expression.
const char *cre2_error_part(const cre2_regex *regex, size_t *length);

/// Whether the expression is found in the text. Anchors in the expression decide whether it must be all of it.
bool cre2_match(const cre2_regex *regex, const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
