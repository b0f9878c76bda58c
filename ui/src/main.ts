// Where the program begins.
import { mount } from "svelte";
import App from "./App.svelte";
import { begin } from "./lib/installation.svelte";
import { startFormats } from "./lib/formats.svelte";
import { startTheme } from "./lib/theme.svelte";
import "./styles/index.css";

void begin();
startTheme();
startFormats();
mount(App, { target: document.getElementById("app") as HTMLElement });
