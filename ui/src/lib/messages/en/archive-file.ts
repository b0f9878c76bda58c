// A whole business as one file: saved, looked at where it is brought, taken in.
const counted = (n: string, one: string, many: string) => `${n} ${n === "1" ? one : many}`;

export const archiveFile = {
  "archiveFile.save": "Save as one file",
  "archiveFile.saveThis": "Save the business as one file…",
  "archiveFile.saveText":
    "Everything it has in one .cashflow file, for another machine or for safe keeping. CashFlow takes it in there under its own or another name.",
  "archiveFile.saveOf": "Save {name} as one file",
  "archiveFile.saved": "{file} ({size}) was handed to the browser",
  "archiveFile.savedTo": "Saved to {path} ({size})",

  "archiveFile.takeIn": "Take in a business",
  "archiveFile.takeInDots": "Take in a business…",
  "archiveFile.takeInShort": "Take in",
  "archiveFile.takeInText":
    "A .cashflow file from another machine, or one that was saved earlier. You see whose it is before anything is done.",
  "archiveFile.drop": "Drop it here to look what is in it",
  "archiveFile.dropText": "Nothing is taken in until you say so.",
  "archiveFile.wrongEnding": "{file} is no business saved as one file: its name ends in .cashflow.",

  "archiveFile.reading": "Looking into {file}…",
  "archiveFile.readingText": "A large business takes a moment. Nothing is taken in yet.",
  "archiveFile.theFile": "the file",
  "archiveFile.cannot": "This file cannot be taken in",
  "archiveFile.another": "Choose another file…",

  "archiveFile.archived": "archived",
  "archiveFile.inactive": "inactive",
  "archiveFile.size": "Size",
  "archiveFile.made": "Saved on",
  "archiveFile.by": "By",
  "archiveFile.program": "CashFlow {version}",
  "archiveFile.holds": "Holds",
  "archiveFile.holdsNothing": "no records yet",
  "archiveFile.parties": (p: { count: string }) => counted(p.count, "party", "parties"),
  "archiveFile.products": (p: { count: string }) => counted(p.count, "product", "products"),
  "archiveFile.patients": (p: { count: string }) => counted(p.count, "patient", "patients"),
  "archiveFile.materials": (p: { count: string }) => counted(p.count, "material", "materials"),
  "archiveFile.name": "Name here",
  "archiveFile.nameMissing": "Type the name of the business.",
  "archiveFile.nameTaken": "Another business here has this name too. That may be; they stay apart.",
  "archiveFile.id": "Short name here",
  "archiveFile.idHint": "Names its file and stands in its address. It never changes later.",
  "archiveFile.otherId":
    "“{own}” is taken here, so it comes as “{id}”. What is here already is left as it is.",
  "archiveFile.older": "It was saved by an older CashFlow. It is brought up to date on its way in.",
  "archiveFile.staysArchived": "It is archived, and is archived here too. Restore it to work in it.",
  "archiveFile.staysInactive": "It is switched off, and is switched off here too. Activate it to work in it.",
  "archiveFile.yes": "Take it in",
  "archiveFile.taking": "Taking it in…",
  "archiveFile.done": "{name} is taken in",
  "archiveFile.doneText": "Everything that was in the file is here. The file itself was left as it is.",
  "archiveFile.open": "Open it",
  "archiveFile.show": "Show it in the list",
} as const;
