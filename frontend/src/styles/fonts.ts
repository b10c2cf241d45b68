// The faces come in hundreds of slices by character, each fetched only where a page needs it; their list alone
// is large, so it is loaded beside the page and not before it.
import "@fontsource/noto-serif-sc/600.css";
import "@fontsource/noto-sans-sc/400.css";
import "@fontsource/noto-sans-sc/600.css";
