//! A price list with its mistakes, and what each of its rows is once it is read.

use cashflow::sheets::{self, Column, Form, Grid, Sheet};

pub(super) const ROWS: usize = 5000;
const HEADINGS: [&str; 7] = ["क्रम", "Particulars", "SKU", "MRP", "GST", "HSN", "Rack"];
/// The row of the headings, from 1; the products follow it.
const HEADER: usize = 2;

/// A product: name, code, price in paise, GST in percent, HSN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) paise: usize,
    pub(super) gst: usize,
    pub(super) hsn: String,
}

/// Product `i`, from 1. The last is the one that is looked for: no other has “qua” in it.
pub(super) fn item(i: usize) -> Item {
    let things = [
        "Hex bolt, zinc",
        "नायलॉन रस्सी",
        "PVC pipe 1/2\"",
        "Emery – “superfine”",
    ];
    let name = if i == ROWS {
        "Quartz clock, 12\" “जयपुर”".into()
    } else {
        format!("{} {i}", things[i % 4])
    };
    Item {
        code: format!("S-{i:05}"),
        name,
        paise: if i == ROWS {
            11_800_050
        } else {
            (i % 900 + 1) * 100 + 25 * (i % 2)
        },
        gst: if i == ROWS { 18 } else { [5, 40, 18, 0][i % 4] },
        hsn: ["73181500", "0902", "391723"][i % 3].into(),
    }
}

/// Its cells, right, each in one of the ways that people write them.
fn dressed(i: usize) -> Vec<String> {
    let Item {
        code,
        name,
        paise,
        gst,
        hsn,
    } = item(i);
    let price = format!("{}.{:02}", paise / 100, paise % 100);
    let price = match i % 4 {
        _ if i == ROWS => "₹ 1,18,000.50/-".into(),
        0 => format!("₹{price}"),
        1 => format!("Rs. {price}"),
        2 => format!("{price}/-"),
        _ => price,
    };
    let gst = match i / 4 % 3 {
        0 => format!("{gst}%"),
        1 => format!("GST {gst} %"),
        _ => gst.to_string(),
    };
    let name = if i.is_multiple_of(5) {
        format!("  {name} ")
    } else {
        name
    };
    vec![i.to_string(), name, code, price, gst, hsn, format!("R{}", i % 40)]
}

/// The wrong cells: of which product, in which column, and what stands there.
pub(super) const MISTAKES: [(usize, usize, &str); 7] = [
    (20, 3, "पूछ कर"),
    (77, 1, ""),
    (402, 4, "eighteen"),
    (1203, 4, "180"),
    (2500, 5, "73I815OO"),
    (3333, 2, "S-03332"),
    (4999, 3, "-7.25"),
];

/// As it comes: a title, the headings, and the rows with their mistakes.
pub(super) fn dirty() -> Vec<u8> {
    let mut rows: Vec<Vec<String>> = (1..=ROWS).map(dressed).collect();
    for (i, column, cell) in MISTAKES {
        rows[i - 1][column] = cell.into();
    }
    rows.insert(0, HEADINGS.map(str::to_owned).to_vec());
    table(
        &["श्री बालाजी स्टोर्स: भाव नवंबर 2026", "", "", "", "", "", ""].map(str::to_owned),
        rows,
    )
}

/// The file with the mistakes marked, as it is after each of them was mended in a spreadsheet program.
pub(super) fn mended(marked: &[u8]) -> Vec<u8> {
    let book = sheets::read(marked).expect("a workbook");
    let sheet = &book.sheets[0];
    let complained: Vec<u32> = (0..sheet.rows())
        .filter(|row| sheet.number(*row) as usize > HEADER && !sheet.cell(*row, 0).is_empty())
        .map(|row| sheet.number(row))
        .collect();
    let wrong = MISTAKES.map(|(i, _, _)| u32::try_from(HEADER + i).expect("a row"));
    assert_eq!(
        complained, wrong,
        "each wrong row says what is wrong, and no other"
    );
    let mut rows: Vec<Vec<String>> = (0..sheet.rows()).map(|row| cells(sheet, row)).collect();
    for (i, column, _) in MISTAKES {
        rows[HEADER + i - 1][column + 1].clone_from(&dressed(i)[column]);
    }
    let title = rows.remove(0);
    table(&title, rows)
}

fn cells(sheet: &Sheet, row: usize) -> Vec<String> {
    (0..sheet.columns())
        .map(|column| sheet.cell(row, column).to_owned())
        .collect()
}

/// A workbook in which all is text.
fn table(first: &[String], rows: Vec<Vec<String>>) -> Vec<u8> {
    let column = |heading: &String| Column {
        heading: heading.clone(),
        form: Form::Text,
    };
    let grid = Grid {
        name: "Prices".into(),
        columns: first.iter().map(column).collect(),
        rows,
    };
    grid.to_xlsx().expect("a workbook")
}

/// The products that stand in an exported workbook, in the order of their codes.
pub(super) fn exported(workbook: &[u8]) -> Vec<Item> {
    let book = sheets::read(workbook).expect("a workbook");
    let sheet = &book.sheets[0];
    let headings = cells(sheet, 0);
    let column = |name: &str| {
        headings
            .iter()
            .position(|heading| heading == name)
            .expect("a column")
    };
    let [code, name, price, gst, hsn] = ["Code", "Name", "Selling price", "GST %", "HSN/SAC"].map(column);
    let mut items: Vec<Item> = (1..sheet.rows())
        .map(|row| Item {
            code: sheet.cell(row, code).into(),
            name: sheet.cell(row, name).into(),
            paise: paise(sheet.cell(row, price)),
            gst: sheet.cell(row, gst).parse().expect("a rate"),
            hsn: sheet.cell(row, hsn).into(),
        })
        .collect();
    items.sort();
    items
}

fn paise(text: &str) -> usize {
    let (rupees, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{rupees}{part:0<2}").parse().expect("an amount")
}
