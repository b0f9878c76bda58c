// All the words in English, gathered from one file per part of the program. A new feature adds its own file
// and one line here. Numbers arrive already formatted; a message that must count is a function.
import { archiveFile } from "./en/archive-file";
import { common } from "./en/common";
import { frame } from "./en/frame";
import { home } from "./en/home";
import { installationMessages } from "./en/installation";
import { materials } from "./en/materials";
import { parties } from "./en/parties";
import { patients } from "./en/patients";
import { products } from "./en/products";
import { records } from "./en/records";
import { settings } from "./en/settings";
import { start } from "./en/start";

export const en = {
  ...common,
  ...start,
  ...frame,
  ...home,
  ...records,
  ...parties,
  ...patients,
  ...materials,
  ...products,
  ...settings,
  ...installationMessages,
  ...archiveFile,
} as const;
