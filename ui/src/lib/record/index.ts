// What lists and forms of records share: `import { ListState, RecordPage } from "$lib/record"`.
export { default as Cell } from "./Cell.svelte";
export type { FieldWords, ListWords, Vocabulary } from "./changes";
export { default as FilterSelect } from "./FilterSelect.svelte";
export { escapeIsFree } from "./keyboard";
export { default as FormDrawer } from "./FormDrawer.svelte";
export { default as Highlight } from "./Highlight.svelte";
export { default as Lines } from "./Lines.svelte";
export { default as ListScreen } from "./ListScreen.svelte";
export { listHref, ListState } from "./list-state.svelte";
export { default as Picker } from "./Picker.svelte";
export { same } from "./path";
export { RecordForm, type Shape } from "./record-form.svelte";
export { default as RecordPage } from "./RecordPage.svelte";
export { rowProblems } from "./row-problems";
export { default as NameCell } from "./NameCell.svelte";
export { SAVE_KEY, saveCommands, saveOnButton } from "./save-keys";
export { Segmented } from "$lib/ui";
