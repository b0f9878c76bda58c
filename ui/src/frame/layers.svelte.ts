// Which of the program's own layers is open: the palette, the sheet of keys, or a place of the guide ("#/guide/…")
// beside a form that is not saved.
export const layers = $state<{ palette: boolean; keys: boolean; guide: string | null }>({
  palette: false,
  keys: false,
  guide: null,
});
