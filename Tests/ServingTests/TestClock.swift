import Serving
import Support

extension ManualClock: WallClock {}
