// All the words in English, gathered from one file per part of the program. A new feature adds its own file
// and one line here. Numbers arrive already formatted; a message that must count is a function.
import { common } from "./en/common";
import { desk } from "./en/desk";
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
  ...desk,
  ...home,
  ...records,
  ...parties,
  ...patients,
  ...materials,
  ...products,
  ...settings,
  ...installationMessages,
} as const;
