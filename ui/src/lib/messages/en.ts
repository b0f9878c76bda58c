// All the words in English, gathered from one file per part of the program. A new feature adds its own file
// and one line here. Numbers arrive already formatted; a message that must count is a function.
import { common } from "./en/common";
import { frame } from "./en/frame";
import { home } from "./en/home";
import { parties } from "./en/parties";
import { start } from "./en/start";

export const en = { ...common, ...start, ...frame, ...home, ...parties } as const;
