//! The native menu. It lists what the screens' own menu lists, from the same source, and does nothing itself: a click
//! is the id of one of the screens' commands, told to the window it was made in.

use std::collections::HashMap;

use cashflow::tenancy::Workspace;
use tauri::{
    AppHandle, Emitter as _, EventTarget, Manager as _, WebviewWindow, Wry,
    image::Image,
    menu::{AboutMetadata, IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu},
};

use crate::windows;

/// Between a window's label and a command in an entry's id. Every listener hears every click, so the id itself says
/// which window is meant.
const AT: char = '|';

/// Commands that are carried out here; all others belong to the screens.
const CLOSE: &str = "window.close";
const QUIT: &str = "window.quit";
const RELOAD: &str = "window.reload";

/// What a page says of its language. Until one has spoken, the menu is English.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speech {
    /// `hi`: chooses the words of a trade.
    pub(crate) language: String,
    /// The menu's own words, by command or heading.
    pub(crate) words: HashMap<String, String>,
}

impl Speech {
    fn say<'a>(&'a self, name: &str, english: &'a str) -> &'a str {
        self.words.get(name).map_or(english, String::as_str)
    }
}

/// What can be called by other words.
#[derive(Clone)]
enum Named {
    Entry(MenuItem<Wry>),
    Heading(Submenu<Wry>),
    System(PredefinedMenuItem<Wry>),
}

/// A window's menu. Only what lies under “Go” changes with the business.
#[derive(Clone)]
pub(crate) struct Bar {
    menu: Menu<Wry>,
    go: Submenu<Wry>,
    add: MenuItem<Wry>,
    /// Entries that mean nothing while no business is shown.
    in_business: Vec<MenuItem<Wry>>,
    /// Everything but what lies under “Go”, by command or heading.
    named: Vec<(&'static str, Named)>,
}

/// An entry: a command of the screens, what people read, its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    command: String,
    label: String,
    keys: Option<String>,
}

impl Bar {
    /// Draws a window's menu, with no business.
    pub(crate) fn draw(window: &WebviewWindow<Wry>) -> tauri::Result<Self> {
        let app = window.app_handle();
        let entry = |command: &str, label: &str, keys: Option<&str>| {
            MenuItem::with_id(app, id(window.label(), command), label, true, keys)
        };
        let line = || PredefinedMenuItem::separator(app);
        let new = entry("business.window", "&New Window", None)?;
        let print = entry("page.print", "&Print…", Some("CmdOrCtrl+P"))?;
        let switch = entry("palette.open", "&Switch Business…", Some("CmdOrCtrl+K"))?;
        let add = entry("business.add", "&Add a Business…", None)?;
        let close = entry(CLOSE, "&Close Window", Some("CmdOrCtrl+W"))?;
        let quit = entry(QUIT, "&Quit CashFlow", Some("CmdOrCtrl+Q"))?;
        let file: [&dyn IsMenuItem<Wry>; 8] =
            [&new, &switch, &add, &line()?, &print, &line()?, &close, &quit];
        let light = entry("theme.light", "&Light", None)?;
        let dark = entry("theme.dark", "&Dark", None)?;
        let system = entry("theme.system", "As the S&ystem", None)?;
        let view = Submenu::with_items(app, "&View", true, &[&light, &dark, &system])?;
        if cfg!(debug_assertions) {
            view.append(&entry(RELOAD, "&Reload", Some("CmdOrCtrl+Shift+R"))?)?;
        }
        let guide = entry("guide.here", "&Guide to This Screen", Some("F1"))?;
        let keys = entry("keys.show", "&Keys", None)?;
        let about = PredefinedMenuItem::about(app, Some("&About CashFlow"), Some(about(app)))?;
        let go = Submenu::new(app, "&Go", true)?;
        let file = Submenu::with_items(app, "&File", true, &file)?;
        let help = Submenu::with_items(app, "&Help", true, &[&guide, &keys, &about])?;
        #[cfg(target_os = "macos")]
        let menu = Menu::with_items(app, &[&file, &edit(app)?, &go, &view, &help])?;
        #[cfg(not(target_os = "macos"))]
        let menu = Menu::with_items(app, &[&file, &go, &view, &help])?;
        let in_business = vec![new.clone(), print.clone()];
        let headings = [("file", file), ("go", go.clone()), ("view", view), ("help", help)];
        let entries = [
            ("business.window", new),
            ("palette.open", switch),
            ("business.add", add.clone()),
            ("page.print", print),
            (CLOSE, close),
            (QUIT, quit),
            ("theme.light", light),
            ("theme.dark", dark),
            ("theme.system", system),
            ("guide.here", guide),
            ("keys.show", keys),
        ];
        let named = headings
            .into_iter()
            .map(|(name, heading)| (name, Named::Heading(heading)))
            .chain(entries.into_iter().map(|(name, item)| (name, Named::Entry(item))))
            .chain([("about", Named::System(about))]);
        Ok(Self {
            menu,
            go,
            add,
            in_business,
            named: named.collect(),
        })
    }

    /// Calls everything by the words of a page.
    pub(crate) fn speak(&self, speech: &Speech) -> tauri::Result<()> {
        for (name, named) in &self.named {
            let Some(words) = speech.words.get(*name) else {
                continue;
            };
            match named {
                Named::Entry(item) => item.set_text(words)?,
                Named::Heading(heading) => heading.set_text(words)?,
                Named::System(item) => item.set_text(words)?,
            }
        }
        Ok(())
    }

    /// Hangs the menu on its window. A Mac has one menu, that of the window in front.
    pub(crate) fn hang(&self, window: &WebviewWindow<Wry>) -> tauri::Result<()> {
        let menu = self.menu.clone();
        if cfg!(target_os = "macos") {
            window.app_handle().set_menu(menu).map(drop)
        } else {
            window.set_menu(menu).map(drop)
        }
    }

    /// Follows the business that the window shows. `has_chooser`: whether there are several to go to; `takes_another`:
    /// whether one more could be added.
    pub(crate) fn follow(
        &self,
        window: &WebviewWindow<Wry>,
        workspace: Option<&Workspace>,
        speech: &Speech,
        has_chooser: bool,
        takes_another: bool,
    ) -> tauri::Result<()> {
        self.add.set_enabled(takes_another)?;
        for item in &self.in_business {
            item.set_enabled(workspace.is_some())?;
        }
        while self.go.remove_at(0)?.is_some() {}
        for (index, group) in ways(workspace, speech, has_chooser).iter().enumerate() {
            if index > 0 {
                self.go.append(&PredefinedMenuItem::separator(window)?)?;
            }
            for entry in group {
                let id = id(window.label(), &entry.command);
                let keys = entry.keys.as_deref();
                self.go
                    .append(&MenuItem::with_id(window, id, &entry.label, true, keys)?)?;
            }
        }
        Ok(())
    }
}

fn id(window: &str, command: &str) -> String {
    format!("{window}{AT}{command}")
}

/// What stands under “Go”, in groups.
fn ways(workspace: Option<&Workspace>, speech: &Speech, has_chooser: bool) -> Vec<Vec<Entry>> {
    let entry = |command: &str, label: &str, keys: Option<String>| Entry {
        command: command.to_owned(),
        label: speech.say(command, label).to_owned(),
        keys,
    };
    let mut groups = Vec::new();
    let mut numbers = 1..=9;
    for group in workspace.map_or(&[][..], |workspace| &workspace.menu) {
        let items = group.items.iter().map(|item| Entry {
            command: format!("go.{}", item.key),
            // A single one would mark the letter after it.
            label: item.label.replace('&', "&&"),
            keys: numbers.next().map(|number| format!("Alt+{number}")),
        });
        groups.push(items.collect());
    }
    let mut everywhere = Vec::new();
    if workspace.is_some() {
        everywhere.push(entry(
            "settings.open",
            "Business &Settings",
            Some("CmdOrCtrl+,".into()),
        ));
    }
    if has_chooser {
        everywhere.push(entry("go.start", "All &Businesses", Some("CmdOrCtrl+0".into())));
    }
    everywhere.push(entry("installation.open", "&Installation", None));
    groups.push(everywhere);
    groups
}

fn about(app: &AppHandle<Wry>) -> AboutMetadata<'static> {
    AboutMetadata {
        name: Some("CashFlow".into()),
        version: Some(cashflow::VERSION.into()),
        icon: app.default_window_icon().cloned().map(Image::to_owned),
        ..AboutMetadata::default()
    }
}

/// Without these entries a Mac has no keys for them.
#[cfg(target_os = "macos")]
fn edit(app: &AppHandle<Wry>) -> tauri::Result<Submenu<Wry>> {
    Submenu::with_items(
        app,
        "Edit",
        true,
        &[
            &PredefinedMenuItem::undo(app, None)?,
            &PredefinedMenuItem::redo(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::cut(app, None)?,
            &PredefinedMenuItem::copy(app, None)?,
            &PredefinedMenuItem::paste(app, None)?,
            &PredefinedMenuItem::select_all(app, None)?,
        ],
    )
}

/// Carries a click to its window.
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands the event over")]
pub(crate) fn clicked(app: &AppHandle<Wry>, event: MenuEvent) {
    let Some((label, command)) = event.id().as_ref().split_once(AT) else {
        return;
    };
    let Some(window) = app.get_webview_window(label) else {
        return;
    };
    let done = match command {
        CLOSE => window.close(),
        QUIT => {
            windows::close_all(app);
            Ok(())
        }
        RELOAD => window.reload(),
        _ => tell(&window, command),
    };
    if let Err(error) = done {
        tracing::warn!(%label, command, ?error, "the menu did nothing");
    }
}

/// Tells a page to run one of its commands.
pub(crate) fn tell(window: &WebviewWindow<Wry>, command: &str) -> tauri::Result<()> {
    window.emit_to(EventTarget::webview_window(window.label()), "menu", command)
}

#[cfg(test)]
mod tests {
    use super::{Speech, ways};
    use cashflow::{
        Author, Door,
        tenancy::{Options, Tenancy, TenantId},
    };

    fn commands(groups: Vec<Vec<super::Entry>>) -> Vec<String> {
        let with_keys = |entry: super::Entry| format!("{} {}", entry.command, entry.keys.unwrap_or_default());
        groups.into_iter().flatten().map(with_keys).collect()
    }

    #[test]
    fn the_menu_is_made_of_what_the_business_has() {
        let folder = tempfile::tempdir().unwrap();
        let tenancy = Tenancy::open(Options::new(folder.path())).unwrap();
        cashflow::make_samples(&tenancy, &Author::system(Door::Program), |_| ()).unwrap();
        for (id, foreign) in [
            ("dental_clinic_abc", "go.materials"),
            ("manufacturing_xyz", "go.patients"),
        ] {
            let config = tenancy.config(&TenantId::parse(id).unwrap()).unwrap();
            let workspace = tenancy.workspace(&config).unwrap();
            let drawn = commands(ways(Some(&workspace), &Speech::default(), true));
            let items = workspace.menu.iter().flat_map(|group| &group.items);
            for (index, item) in items.enumerate() {
                assert_eq!(drawn[index], format!("go.{} Alt+{}", item.key, index + 1));
            }
            assert!(!drawn.iter().any(|entry| entry.starts_with(foreign)), "{drawn:?}");
        }
    }

    #[test]
    fn without_a_business_there_is_nowhere_to_go_in_one() {
        assert_eq!(
            commands(ways(None, &Speech::default(), false)),
            ["installation.open "]
        );
        assert_eq!(
            commands(ways(None, &Speech::default(), true)),
            ["go.start CmdOrCtrl+0", "installation.open "]
        );
    }

    #[test]
    fn the_ways_are_called_as_the_page_calls_them() {
        let speech = Speech {
            language: "hi".into(),
            words: [("installation.open".to_owned(), "इंस्टॉलेशन".to_owned())].into(),
        };
        let labels: Vec<_> = ways(None, &speech, true)
            .concat()
            .into_iter()
            .map(|entry| entry.label)
            .collect();
        assert_eq!(labels, ["All &Businesses", "इंस्टॉलेशन"]);
    }
}
