// Bringing lists in and taking them out. Numbers arrive as numbers where a message must count.
const grouped = (n: number) => n.toLocaleString("en-IN");
const many = (n: number, one: string, more: string) => `${grouped(n)} ${n === 1 ? one : more}`;

export const transfer = {
  "import.title": "Bring a list in",
  "import.titleShort": "Import",
  "import.button": "Import",
  "import.bringIn": "Bring a list in…",
  "import.command": "Import {things}…",
  "import.commandAny": "Bring a list in",
  "import.history": "Imports so far",
  "import.keywords": "csv excel xlsx spreadsheet upload bring list in tally",

  "import.steps": "The steps of an import",
  "import.step_file": "Choose",
  "import.step_match": "Match",
  "import.step_check": "Check",
  "import.step_done": "Import",
  "import.stepDone": "{name}, done",

  "import.what": "What is in the list?",
  "import.about_products": "What you sell and buy, with code, price, HSN and GST rate",
  "import.about_parties": "Those you buy from and sell to, with GSTIN, phone and address",
  "import.about_patients": "File number, name, birth date, phone and alerts",
  "import.about_materials": "What lies in your stores, with code, unit and store",
  "import.drop": "Drop the file here",
  "import.dropText":
    "CSV or Excel (.xlsx), up to 64 MB. Nothing is written before you have seen what will be.",
  "import.dropNow": "Let go to read {things} from it",
  "import.dropCorrected": "Let go to take the corrected file",
  "import.choose": "Choose a file…",
  "import.chooseOther": "Another file…",
  "import.reading": "Reading {file}…",
  "import.tooLarge": "{file} is larger than 64 MB. Split the list into several files.",
  "import.empty": "{file} is empty. Choose the file that holds the list.",
  "import.oneFile": "Drop one file at a time.",
  "import.waitFirst": "{file} is still being worked on. Wait until it is through.",
  "import.fields": "It may hold, in any order and under any headings:",
  "import.template": "No list at hand? Take an empty one with the headings:",
  "import.templateCsv": "CSV",
  "import.templateXlsx": "Excel",
  "import.templateOf": "Empty list as {format}",
  "import.saved": "{file} is saved",

  "import.waiting": "{file} waits here for you",
  "import.waitingMapping": "its columns are to be matched",
  "import.waitingChecked": (p: { wrong: number }) =>
    p.wrong === 0 ? "checked, ready to be imported" : `checked, ${many(p.wrong, "row", "rows")} to be mended`,
  "import.waitingRunning": "being worked on now",
  "import.goOn": "Continue",
  "import.forget": "Forget it",
  "import.forgetTitle": "Forget {file}?",
  "import.forgetText":
    "Your own file stays where it is; nothing of it was imported. The columns you matched are kept.",
  "import.gone": "This file is no longer kept here. Choose it again; the columns you matched are remembered.",

  "import.matchTitle": "Which column is what",
  "import.fileFacts": (p: { rows: number; columns: number; size: string }) =>
    `${many(p.rows, "line", "lines")}, ${many(p.columns, "column", "columns")}, ${p.size}`,
  "import.sheet": "Sheet",
  "import.sheetRows": (p: { rows: number }) => many(p.rows, "row", "rows"),
  "import.headerRow": "Headings in row",
  "import.noHeaderRow": "none",
  "import.existing": "Rows that are here already",
  "import.existing_refuse": "Stop",
  "import.existing_skip": "Skip",
  "import.existing_update": "Update",
  "import.existingText_refuse": "They count as mistakes, to be mended first.",
  "import.existingText_skip": "They are passed over and stay as they are.",
  "import.existingText_update": "They take what the file says, but no empty cells.",
  "import.ours": "In CashFlow",
  "import.theirs": "In the file",
  "import.samples": "First values",
  "import.required": "needed",
  "import.guessed": "guess",
  "import.guessedText": "Matched by its heading or its values. Have a look.",
  "import.columnFor": "Column for {field}",
  "import.example": "such as {example}",
  "import.notInFile": "Not in the file",
  "import.chooseColumn": "Choose the column…",
  "import.nameless": "Column {letter}",
  "import.letter": "column {letter}",
  "import.usedFor": "taken by {field}",
  "import.sample": "“{sample}”",
  "import.leftOut": "Left out: {columns}",
  "import.nothingLeftOut": "Every column of the file is used.",
  "import.missing": (p: { fields: string; count: number }) =>
    p.count === 1
      ? `Say which column holds this: ${p.fields}.`
      : `Say which columns hold these: ${p.fields}.`,
  "import.check": "Check",

  "import.checking": "Checking {file}",
  "import.committing": "Importing {file}",
  "import.undoing": "Taking {file} out again",
  "import.progress": (p: { done: number; total: number }) =>
    `${grouped(p.done)} of ${many(p.total, "row", "rows")}`,
  "import.goesOn": "You may go on working meanwhile; it goes on by itself, and you will be told.",
  "import.halves": "{percent} % done",

  "import.rows": "Rows",
  "import.new": "New",
  "import.changed": "Changed",
  "import.same": "The same",
  "import.skipped": "Passed over",
  "import.wrong": "To be mended",
  "import.newText": "will be added",
  "import.changedText": "take what the file says",
  "import.sameText": "nothing to do",
  "import.skippedText": "here already, left as they are",
  "import.wrongText": "they hold the others back",
  "import.wrongNone": "no mistakes",
  "import.wasNew": "added",
  "import.wasChanged": "took what the file says",
  "import.wasSame": "stood so already",
  "import.wasSkipped": "left as they were",
  "import.totals": "What the check found",
  "import.wrongTitle": (p: { rows: number }) =>
    p.rows === 1 ? "1 row has to be mended first" : `${grouped(p.rows)} rows have to be mended first`,
  "import.wrongHow":
    "Save the file with the mistakes marked, mend it in your spreadsheet program, and choose it here again. The columns stay matched.",
  "import.nothingTitle": "There is nothing to import",
  "import.nothingText": "Every row of the file is here already, just as it stands.",
  "import.goodTitle": (p: { rows: number }) =>
    p.rows === 1 ? "The row is right" : `All ${grouped(p.rows)} rows are right`,
  "import.goodText":
    "All of them are written, or none: if the power fails meanwhile, it is as if nothing had begun.",
  "import.saveMarked": "Save the file, mistakes marked",
  "import.markedSaved":
    "{file} is saved. Mend the cells that are marked in it, then choose it here. The columns stay matched.",
  "import.chooseCorrected": "Choose the corrected file…",
  "import.back": "Back",
  "import.problems": "Mistakes",
  "import.row": "Row",
  "import.column": "Column",
  "import.value": "Value",
  "import.problem": "What to mend",
  "import.noValue": "empty",
  "import.problemsShown": "{shown} shown, more as you go on",
  "import.problemsAll": (p: { count: number }) => many(p.count, "mistake", "mistakes"),
  "import.preview": "As they will be read",
  "import.outcome": "Becomes",
  "import.outcome_new": "new",
  "import.outcome_changed": "changed",
  "import.outcome_same": "the same",
  "import.outcome_skipped": "passed over",
  "import.outcome_wrong": "to be mended",
  "import.commit": (p: { rows: number; things: string }) => `Import ${grouped(p.rows)} ${p.things}`,
  "import.failedTitle": "This did not go through",
  "import.failedText": "Nothing was written.",
  "import.again": "Check again",

  "import.doneTitle": "The list is in",
  "import.done": (p: { added: number; changed: number }) =>
    p.changed === 0
      ? `${many(p.added, "row was", "rows were")} added.`
      : p.added === 0
        ? `${many(p.changed, "row was", "rows were")} changed.`
        : `${many(p.added, "row was", "rows were")} added, ${grouped(p.changed)} changed.`,
  "import.doneUndo": "As long as nothing uses them, the whole import can be undone, today or later.",
  "import.show": "Show them",
  "import.another": "Another list",
  "import.undo": "Undo",
  "import.undoOf": "Undo the import of {file}",
  "import.undoTitle": "Undo the import of {file}?",
  "import.undoText": (p: { added: number; changed: number }) =>
    [
      p.added > 0 && `${many(p.added, "row that was added is", "rows that were added are")} taken out again`,
      p.changed > 0 &&
        `${many(p.changed, "row that was changed is", "rows that were changed are")} as before`,
    ]
      .filter(Boolean)
      .join(", and ") + ". Nothing is undone if one of them is already in use or was changed since.",
  "import.undoYes": "Undo the import",
  "import.undone": "The import of {file} is undone",
  "import.undoneTitle": "The import is undone",
  "import.undoneText": "The lists are as they were before {file} came in.",

  "import.toastChecked": (p: { file: string; wrong: number }) =>
    p.wrong === 0
      ? `${p.file} is checked: no mistakes`
      : `${p.file} is checked: ${many(p.wrong, "row", "rows")} to be mended`,
  "import.toastDone": (p: { file: string; rows: number }) =>
    `${p.file} is imported: ${many(p.rows, "row", "rows")}`,
  "import.toastFailed": "{file} was not imported: {reason}",
  "import.toastShow": "Show",

  "import.past": "Imported before",
  "import.pastNone": "What you import is listed here, and can be undone as long as nothing uses it.",
  "import.pastCounts": (p: { added: number; changed: number }) =>
    [p.added > 0 && `${grouped(p.added)} added`, p.changed > 0 && `${grouped(p.changed)} changed`]
      .filter(Boolean)
      .join(", ") || "nothing new",
  "import.pastUndone": "undone",
  "import.pastUndoneAt": "undone {when}",
  "import.pastUsed": "This import is in use or was changed since, so it cannot be undone.",

  "import.keyChoose": "choose a file",
  "import.keyKind": "choose what",
  "import.keyCheck": "check",
  "import.keyImport": "import",
  "import.keySave": "save",
  "import.keyBack": "back",
  "import.keyLeave": "leave",
  "import.keyShow": "show them",

  "import.next": "Bring your lists in",
  "import.nextText": "From a spreadsheet, or what you used before; looked over first",
  "import.settings": "Lists from elsewhere",
  "import.settingsText":
    "Brings products and people in from CSV or Excel files, checked first and undone if you like.",

  "home.did_commit": "imported",
  "home.did_undo": "undone",
  "home.did_take_back": "taken out with its import",

  "export.button": "Export",
  "export.command": "Export what is shown…",
  "export.title": "Export",
  "export.text": "As the list stands: its search, its filters and its order, all its pages.",
  "export.which": "Rows",
  "export.all": (p: { count: number }) => `All ${grouped(p.count)} shown`,
  "export.marked": (p: { count: number }) => `${grouped(p.count)} marked`,
  "export.columns": "Columns",
  "export.columnsShown": "As shown",
  "export.columnsAll": "All",
  "export.columnsShownText": "Those of the list, in their order.",
  "export.columnsAllText": "Every field, so that the file can be brought in again as it is.",
  "export.format": "As",
  "export.csv": "CSV",
  "export.xlsx": "Excel",
  "export.csvText": "Plain text that every program reads; Hindi included.",
  "export.xlsxText": "A workbook with figures as figures and days as days.",
  "export.run": "Export",
  "export.done": (p: { count: number; file: string }) =>
    `${many(p.count, "row is", "rows are")} in ${p.file}`,
  "export.key": "export",
} as const;
