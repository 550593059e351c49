// What Swift cannot import from curses.h: macros, and globals that Swift 6 takes for shared mutable state.
#ifndef MIDWATCH_CNCURSES_H
#define MIDWATCH_CNCURSES_H

// Without this define, and before the include, every wide-character function is missing.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

// <term.h> would define macros named `lines` and `columns`, so that its functions are declared here instead.
extern char *tigetstr(const char *name);
extern int setupterm(const char *name, int descriptor, int *reason);

static inline WINDOW *mw_screen(void) { return stdscr; }
static inline int mw_colors(void) { return COLORS; }
static inline int mw_color_pairs(void) { return COLOR_PAIRS; }

static inline attr_t mw_attr_bold(void) { return WA_BOLD; }
static inline attr_t mw_attr_dim(void) { return WA_DIM; }
static inline attr_t mw_attr_reverse(void) { return WA_REVERSE; }
static inline attr_t mw_attr_underline(void) { return WA_UNDERLINE; }

// The whole physical screen is drawn anew with the next doupdate.
static inline void mw_repaint_all(void) { clearok(curscr, TRUE); }

// One cell of a base character and at most two marks, zero for none. The pair goes through `opts`, which alone takes
// more than 15 bits.
static inline void mw_set_cell(cchar_t *cell, uint32_t base, uint32_t mark1, uint32_t mark2, attr_t attr, int pair) {
    wchar_t text[4] = {(wchar_t)base, (wchar_t)mark1, (wchar_t)mark2, 0};
    setcchar(cell, text, attr, 0, &pair);
}

// The string of a terminfo capability, or NULL where the terminal has none (terminfo answers -1 for "not a string").
static inline const char *mw_capability(const char *name) {
    char *text = tigetstr(name);
    return text == (char *)-1 ? NULL : text;
}

// Whether this host describes the terminal, and as one that prints on paper.
static inline bool mw_is_printer(const char *name, int descriptor) {
    int reason = 0;
    return setupterm(name, descriptor, &reason) == ERR && reason == 1;
}

#endif
