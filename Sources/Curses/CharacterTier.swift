import CPlatform
import Glibc
import TerminalUI

/// Sets the process's locale for characters so that ncurses lets wide ones through, and says what may be drawn.
///
/// SSH forwards `LANG` values that the far host does not have. The locale then is "C" without a word, and every
/// character past ASCII would be a blank. When the environment asks for UTF-8, `C.UTF-8` stands in.
enum CharacterTier {
    /// Tries the environment's locale, then `C.UTF-8` where UTF-8 was asked for, else stays with ASCII.
    static func settle(_ surroundings: Surroundings, wanted: GlyphTier?) -> GlyphTier {
        setlocale(LC_CTYPE, "")
        if wanted == .ascii { return .ascii }
        if isUTF8 { return .unicode }
        guard wanted == .unicode || surroundings.namesUTF8 else { return .ascii }
        setlocale(LC_CTYPE, "C.UTF-8")
        return isUTF8 ? .unicode : .ascii
    }

    private static var isUTF8: Bool {
        guard let name = mw_codeset() else { return false }
        return String(cString: name) == "UTF-8"
    }
}
