// Which of the program's own layers is open: the palette or the sheet of keys.
export const layers = $state({ palette: false, keys: false });
