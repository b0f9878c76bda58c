//! `import` and `export`.

use std::fs;

use cashflow::sheets;
use serde_json::json;

use super::run::Home;

fn home() -> Home {
    let home = Home::new();
    home.run(&[
        "tenant", "create", "--id", "shop", "--domain", "default", "--name", "The shop",
    ])
    .done();
    home
}

#[test]
fn a_table_goes_in_and_comes_out() {
    let home = home();
    let table = home.place("list.csv");
    fs::write(&table, "Code,Name,MRP\nA-1,Mirror,10\nA-2,Tray,20\n").unwrap();
    let table = table.to_str().unwrap();
    let tried = home
        .run(&["--tenant", "shop", "import", "products", table, "--check"])
        .done();
    assert!(tried.contains("Nothing is wrong in 2 rows: 2 new"), "{tried}");
    assert!(tried.contains("MRP → selling_price"), "{tried}");
    let done = home
        .run(&["--tenant", "shop", "import", "products", table])
        .done();
    assert!(done.contains("2 entered, 0 changed"), "{done}");
    let (exit, code) = {
        let said = home.run(&["--tenant", "shop", "import", "products", table, "--json"]);
        (said.exit, said.problem()["code"].clone())
    };
    assert_eq!(
        (exit, code),
        (6, json!("validation_failed")),
        "they are there already"
    );
    let again = home
        .run(&[
            "--tenant",
            "shop",
            "import",
            "products",
            table,
            "--existing",
            "update",
            "--json",
        ])
        .json();
    assert_eq!(again["summary"]["same"], 2);
    for (name, format) in [("out.csv", None), ("out.xlsx", None), ("out.table", Some("csv"))] {
        let target = home.place(name);
        let target = target.to_str().unwrap();
        let mut words = vec![
            "--tenant",
            "shop",
            "export",
            "products",
            "--to",
            target,
            "--columns",
            "code,name",
            "--json",
        ];
        words.extend(format.iter().flat_map(|format| ["--format", format]));
        assert_eq!(home.run(&words).json()["rows"], 2);
        let book = sheets::read(&fs::read(target).unwrap()).unwrap();
        assert_eq!(
            (book.sheets[0].cell(0, 1), book.sheets[0].cell(2, 1)),
            ("Name", "Tray")
        );
        assert_eq!(home.run(&words).exit, 8, "nothing is overwritten");
    }
    let target = home.place("out.pdf");
    assert_eq!(
        home.run(&[
            "--tenant",
            "shop",
            "export",
            "products",
            "--to",
            target.to_str().unwrap()
        ])
        .exit,
        2
    );
}

#[test]
fn wrong_cells_are_told_and_marked() {
    let home = home();
    let (table, marked) = (home.place("list.csv"), home.place("marked.xlsx"));
    fs::write(&table, "Code,Name,MRP\nA-1,,ten\n").unwrap();
    let words = [
        "--tenant",
        "shop",
        "import",
        "products",
        table.to_str().unwrap(),
        "--corrected",
        marked.to_str().unwrap(),
        "--json",
    ];
    let said = home.run(&words);
    assert_eq!(said.exit, 6);
    let problem = said.problem();
    assert_eq!(
        (
            &problem["fields"][0]["field"],
            &problem["fields"][0]["code"],
            &problem["fields"][1]["field"]
        ),
        (&json!("B2"), &json!("required"), &json!("C2"))
    );
    let book = sheets::read(&fs::read(&marked).unwrap()).unwrap();
    assert!(book.sheets[0].cell(1, 0).contains("Enter a name."));
}

#[test]
fn files_and_kinds_that_are_not_are_told() {
    let home = home();
    let table = home.place("list.csv");
    fs::write(&table, "Code,\"Name\nA-1,\n").unwrap();
    let table = table.to_str().unwrap();
    for (words, exit, code) in [
        (["products", table], 6, "bad_table"),
        (["products", "/no/such/file.csv"], 7, "file_missing"),
        (["invoices", table], 6, "validation_failed"),
        (["patients", table], 4, "feature_disabled"),
    ] {
        let said = home.run(&[&["--tenant", "shop", "import"][..], &words, &["--json"]].concat());
        assert_eq!(
            (said.exit, &said.problem()["code"]),
            (exit, &json!(code)),
            "{words:?}"
        );
    }
}

#[test]
fn columns_are_named_where_their_headings_do_not_tell() {
    let home = home();
    let table = home.place("list.csv");
    fs::write(
        &table,
        "Old list,,,\nWhat it is,Net = Rs,Name,Nr\nMirror,10,shelf 1,A-1\nTray,20,shelf 2,A-2\n",
    )
    .unwrap();
    let table = table.to_str().unwrap();
    let run = |maps: &[&str]| {
        let mut words = vec!["--tenant", "shop", "import", "products", table, "--json"];
        words.extend(maps.iter().flat_map(|map| ["--map", map]));
        home.run(&words)
    };
    for (maps, field, said) in [
        (
            &["Item=name"][..],
            "unknown_column",
            "“What it is”, “Net = Rs”, “Name”, “Nr”",
        ),
        (&["What it is=title"], "unknown_field", "selling_price"),
        (&["What it is=name", "Name=name"], "twice", "--map"),
    ] {
        let refused = run(maps);
        assert_eq!(refused.exit, 6);
        let problem = refused.problem();
        assert_eq!(
            (&problem["fields"][0]["field"], &problem["fields"][0]["code"]),
            (&json!("map"), &json!(field)),
            "{problem}"
        );
        assert!(
            problem["fields"][0]["message"].as_str().unwrap().contains(said),
            "{problem}"
        );
    }
    assert_eq!(run(&["What it is"]).exit, 2, "no field is named");
    let came = run(&["what it is=name", "Net = Rs=selling_price", "D=code"]).json();
    assert_eq!(
        came["columns"],
        json!({ "name": "What it is", "selling_price": "Net = Rs", "code": "Nr" }),
        "the column that was guessed gives way"
    );
    assert_eq!(came["added"], 2);
    assert!(
        home.run(&["import", "--help"])
            .done()
            .contains("--map \"Item name=name\"")
    );
}

#[test]
fn what_is_odd_is_told_and_headings_alone_are_refused() {
    let home = home();
    let table = home.place("list.csv");
    fs::write(&table, "Code,Name,Cost,MRP\nA-1,Mirror,20,10\n").unwrap();
    let words = ["--tenant", "shop", "import", "products", table.to_str().unwrap()];
    let done = home.run(&words).done();
    assert!(
        done.contains("1 entered") && done.contains("To be looked at, in one row:\n  D2: "),
        "{done}"
    );
    fs::write(&table, "Code,Name,Cost,MRP\n").unwrap();
    let said = home.run(&[&words[..], &["--json"]].concat());
    assert_eq!(
        (said.exit, &said.problem()["fields"][0]["code"]),
        (6, &json!("no_rows"))
    );
}
