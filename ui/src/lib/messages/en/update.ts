// Updates from a file: the card in the installation settings, the question before one is applied, what came of it.
const businesses = (n: number) => (n === 1 ? "1 business was" : `${n} businesses were`);

export const update = {
  "update.title": "Updates",
  "update.text":
    "CashFlow looks for updates on no network. A newer version comes as a file, on a stick for example: its signature is checked, every business is backed up, then the program is replaced.",
  "update.choose": "Update from a file…",
  "update.go": "Update CashFlow from a file",
  "update.installed": "Installed",
  "update.form.copied": "by copying its file",
  "update.form.appimage": "as an AppImage",
  "update.form.deb": "from a .deb package",
  "update.form.rpm": "from an .rpm package",
  "update.form.windows": "by its installer",
  "update.form.macos": "as an app",
  "update.platform": "Made for",
  "update.believed": "Signatures believed",
  "update.key": "{name}, {fingerprint}",
  "update.noKey": "none",
  "update.noKeyText":
    "This build knows no release key, so it refuses every update. Install a released CashFlow to update it by file.",
  "update.reading": "Checking the file…",

  "update.askTitle": "Update CashFlow?",
  "update.askText": "The file is whole and its signature is right. Nothing is changed yet.",
  "update.versions": "Version",
  "update.fromTo": "{from} → {to}",
  "update.signedBy": "Signed by",
  "update.brings": "Brings",
  "update.payload.program": "the program itself, {size}",
  "update.payload.appimage": "the AppImage, {size}",
  "update.payload.deb": "a .deb package, {size}",
  "update.payload.rpm": "an .rpm package, {size}",
  "update.payload.nsis": "an installer, {size}",
  "update.payload.msi": "an .msi package, {size}",
  "update.payload.dmg": "a disk image, {size}",
  "update.madeAt": "Made",
  "update.news": "What is new",
  "update.migrates":
    "When the new version first opens a business, it brings the business's file up to date. Older versions cannot read it from then on; the backup taken now can be.",
  "update.apply": "Back up and update",
  "update.applying": "Backing up and updating…",

  "update.doneTitle": "CashFlow {version} is in place",
  "update.doneText": "It opens when CashFlow is started again. Until then the old version goes on working.",
  "update.handedTitle": "CashFlow {version} is ready to be installed",
  "update.handedText":
    "Its signature was right. Replacing the program takes more rights than CashFlow has: close it, run this in a terminal, and start it again.",
  "update.handedOpenText":
    "Its signature was right. Close CashFlow, open this file to install it, and start CashFlow again.",
  "update.backedUp": (p: { count: number }) => `${businesses(p.count)} backed up first.`,
  "update.left": "{business} could not be backed up: {reason}",
  "update.previous": "The old program, kept",
  "update.command": "What to run",
  "update.package": "The package",
  "update.startAgain": "Start again",
  "update.later": "Later",
  "update.waits": "{version} opens at the next start",
  "update.restartServe":
    "Whoever runs “cashflow serve” ends it and starts it again; this page then shows the new version.",
} as const;
