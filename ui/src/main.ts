// Where the program begins.
import { mount } from "svelte";
import App from "./App.svelte";
import { begin } from "./lib/installation.svelte";
import { loadWords } from "./lib/messages";
import { startTheme } from "./lib/theme.svelte";
import "./styles/index.css";

void begin();
startTheme();
await loadWords();
mount(App, { target: document.getElementById("app") as HTMLElement });
