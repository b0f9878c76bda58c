// Where the program begins.
import { mount } from "svelte";
import { begin } from "./lib/installation.svelte";
import { startFormats } from "./lib/formats.svelte";
import { loadLetters } from "./lib/letters";
import { loadWords } from "./lib/messages";
import { startTheme } from "./lib/theme.svelte";
import "./styles/index.css";

void begin();
const letters = loadLetters();
startTheme();
startFormats();
await loadWords();
// Only now: some of what it brings puts words into constants.
const { default: App } = await import("./App.svelte");
await letters;
mount(App, { target: document.getElementById("app") as HTMLElement });
