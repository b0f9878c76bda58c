//! Whatever is done in whatever order, lists and searches agree with it.

use proptest::prelude::*;
use serde_json::json;

use super::{
    super::support::{Program, app},
    enter, found, named,
};

#[derive(Clone, Debug)]
enum Step {
    Enter(String),
    Rename(usize, String),
    Archive(usize),
    Restore(usize),
    Merge(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let name = "[a-zA-Zक-हΑ-Ω\"*' ]{0,6}[a-zकखगΣ]{3}[a-z0-9é\\- ]{0,6}";
    prop_oneof![
        4 => name.prop_map(Step::Enter),
        2 => (any::<usize>(), name).prop_map(|(at, name)| Step::Rename(at, name)),
        1 => any::<usize>().prop_map(Step::Archive),
        1 => any::<usize>().prop_map(Step::Restore),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(from, into)| Step::Merge(from, into)),
    ]
}

/// What a party should be: its name, whether it is archived, where it was merged.
#[derive(Clone, Debug)]
struct Model {
    name: String,
    archived: bool,
    into: Option<usize>,
}

fn home(models: &[Model], mut at: usize) -> usize {
    while let Some(next) = models[at].into {
        at = next;
    }
    at
}

fn take(program: &Program, models: &mut Vec<Model>, step: Step) {
    let count = models.len();
    match step {
        Step::Enter(name) => {
            enter(program, &named(&name));
            models.push(Model {
                name: name.trim().to_owned(),
                archived: false,
                into: None,
            });
        }
        _ if count == 0 => {}
        Step::Rename(at, name) => {
            let at = home(models, at % count);
            let id = at + 1;
            let mut body = named(&name);
            body["revision"] = program.get(&format!("/api/parties/{id}"), "shop")["revision"].clone();
            program.send("PUT", &format!("/api/parties/{id}"), "shop", &body);
            name.trim().clone_into(&mut models[at].name);
        }
        Step::Archive(at) => {
            let at = home(models, at % count);
            program.send(
                "POST",
                &format!("/api/parties/{}/archive", at + 1),
                "shop",
                &json!({}),
            );
            models[at].archived = true;
        }
        Step::Restore(at) => {
            let at = home(models, at % count);
            program.send(
                "POST",
                &format!("/api/parties/{}/restore", at + 1),
                "shop",
                &json!({}),
            );
            models[at].archived = false;
        }
        Step::Merge(from, into) => {
            let (from, into) = (from % count, into % count);
            let (status, _) = program.call(
                "POST",
                &format!("/api/parties/{}/merge", from + 1),
                "shop",
                &json!({ "into": into + 1 }),
            );
            let target = home(models, into);
            let allowed = models[from].into.is_none() && from != target && !models[target].archived;
            assert_eq!(status == 200, allowed, "merging {from} into {into} of {models:?}");
            if allowed {
                models[from].into = Some(target);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_lists_and_searches_agree(steps in prop::collection::vec(step(), 1..25)) {
        let program = app();
        let mut models = Vec::new();
        for step in steps {
            take(&program, &mut models, step);
        }
        let live = models.iter().filter(|model| !model.archived && model.into.is_none()).count();
        let list = program.get("/api/parties?limit=500", "shop");
        prop_assert_eq!(list["total"].as_u64(), Some(live as u64));
        prop_assert_eq!(list["items"].as_array().map(Vec::len), Some(live));
        for (at, model) in models.iter().enumerate() {
            let lead = program.get(&format!("/api/parties/{}", at + 1), "shop");
            prop_assert_eq!(lead["id"].as_u64(), Some(home(&models, at) as u64 + 1));
            if model.archived || model.into.is_some() {
                continue;
            }
            let letters: Vec<char> = model.name.chars().collect();
            for piece in letters.windows(3).filter(|piece| !piece.contains(&' ')) {
                let piece: String = piece.iter().collect();
                prop_assert!(found(&program, &piece).contains(&model.name), "{} by {}", model.name, piece);
            }
        }
    }
}
