//! A row's cells put into the draft that a form would send.

use super::{
    super::{
        ProductDraft, ProductGstRateDraft,
        categories::{self, DEEPEST},
        lines::ProductBarcode,
        product::{ProductKind, Tracking},
    },
    ProductTable,
    further::{Origins, other_unit},
    words,
};
use crate::{
    date::{Date, financial_year},
    features::{
        intake::{self, At, Faults, Row},
        search::fold,
    },
    rate::Rate,
    sentence::say,
};

impl ProductTable<'_> {
    /// Puts a row's cells into a draft; the names of the category, if it has to be added.
    pub(super) fn fill(
        &self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        is_new: bool,
        origins: &mut Origins,
        faults: &mut Faults,
    ) -> Option<Vec<String>> {
        let text = |field: &str, into: &mut String| {
            if let Some(text) = row.text(field) {
                text.clone_into(into);
            }
        };
        text("code", &mut draft.code);
        text("name", &mut draft.name);
        text("notes", &mut draft.notes);
        if let Some(hsn) = row.text("hsn") {
            draft.hsn = words::hsn(hsn);
        }
        if let Some(unit) = row.text("unit") {
            draft.unit = self.unit(unit);
        }
        let amount = |field: &str, into: &mut Option<String>| {
            if let Some(text) = row.text(field) {
                *into = Some(intake::amount(text));
            }
        };
        amount("buying_price", &mut draft.buying_price);
        amount("selling_price", &mut draft.selling_price);
        if let Some(level) = row.text("reorder_level") {
            draft.reorder_level = Some(intake::number(level));
        }
        if let Some(kind) = row.text("kind") {
            match intake::choice(kind, words::KINDS) {
                Some("service") => draft.kind = ProductKind::Service,
                Some(_) => draft.kind = ProductKind::Goods,
                None => faults.wrong("kind", "unknown", "Write goods or service."),
            }
        } else if is_new && words::is_sac(&draft.hsn) {
            draft.kind = ProductKind::Service;
        }
        if let Some(tracking) = row.text("tracking") {
            match intake::choice(tracking, words::TRACKINGS) {
                Some("lot") => draft.tracking = Tracking::Lot,
                Some("serial") => draft.tracking = Tracking::Serial,
                Some(_) => draft.tracking = Tracking::None,
                None => faults.wrong("tracking", "unknown", "Write none, lot or serial."),
            }
        }
        self.fill_lines(draft, row, origins, faults);
        self.fill_rate(draft, row, is_new, faults);
        self.fill_category(draft, row, faults)
    }

    fn fill_lines(
        &self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        origins: &mut Origins,
        faults: &mut Faults,
    ) {
        for barcode in intake::words_of(row.text("barcodes").unwrap_or_default()) {
            if !draft.barcodes.iter().any(|line| line.barcode == barcode) {
                draft.barcodes.push(ProductBarcode { barcode, unit: None });
            }
        }
        let unit = |typed: &str| self.unit(typed);
        let cells = (row.text("other_unit").map(unit), row.text("other_factor"));
        let at = (At::Field("other_unit"), At::Field("other_factor"));
        other_unit(draft, cells, at, origins, faults);
        self.further.fill(draft, row, unit, origins, faults);
    }

    fn fill_rate(&self, draft: &mut ProductDraft, row: &Row<'_>, is_new: bool, faults: &mut Faults) {
        let Some(rate) = row.text("gst_rate") else {
            if row.text("gst_from").is_some()
                || row.text("cess").is_some_and(|cess| intake::rate(cess) != "0")
            {
                faults.wrong(
                    "gst_rate",
                    "required",
                    "Write the rate of GST too, or clear its day and its cess.",
                );
            }
            return;
        };
        let rate = intake::rate(rate);
        let from_on = match row.text("gst_from") {
            Some(day) => intake::day(day),
            None => self.usual_day(draft, &rate, is_new),
        };
        let cess = row.text("cess").map(intake::rate);
        match draft.gst_rates.iter_mut().find(|line| line.from_on == from_on) {
            Some(line) => {
                line.rate = rate;
                line.cess = cess.unwrap_or_else(|| line.cess.clone());
            }
            None => draft.gst_rates.push(ProductGstRateDraft {
                from_on,
                rate,
                cess: cess.unwrap_or_else(|| "0".to_owned()),
            }),
        }
    }

    /// The first day of a rate that a row gives no day for: of a new product the first of the financial year; of one
    /// that is there today, or the day on which its present rate began when a row says that rate again.
    fn usual_day(&self, draft: &ProductDraft, rate: &str, is_new: bool) -> String {
        let today = self.tenant.today();
        if is_new {
            let date = Date::try_from(today);
            let year = date.map_or(today.year(), |date| financial_year(date).start_year);
            return format!("{year:04}-04-01");
        }
        let today = today.to_string();
        let begun = draft.gst_rates.iter().filter(|line| line.from_on <= today);
        let present = begun.max_by(|one, other| one.from_on.cmp(&other.from_on));
        let same = present.filter(|line| Rate::parse(&line.rate).ok() == Rate::parse(rate).ok());
        same.map_or(today.clone(), |line| line.from_on.clone())
    }

    fn fill_category(
        &self,
        draft: &mut ProductDraft,
        row: &Row<'_>,
        faults: &mut Faults,
    ) -> Option<Vec<String>> {
        let path = categories::path_of(row.text("category")?);
        let folded: Vec<String> = path.iter().map(|name| fold(name)).collect();
        if let Some(id) = self.paths.get(&folded) {
            draft.category_id = Some(*id);
            return None;
        }
        if path.len() > DEEPEST {
            faults.wrong(
                "category",
                "too_deep",
                say!(
                    "At most {deepest} categories stand below each other.",
                    deepest = DEEPEST
                ),
            );
        }
        if path
            .iter()
            .any(|name| name.chars().count() > 60 || name.chars().any(char::is_control))
        {
            faults.wrong(
                "category",
                "too_long",
                "A category's name is one line of at most 60 characters.",
            );
        }
        (!path.is_empty()).then_some(path)
    }

    fn unit(&self, typed: &str) -> String {
        words::unit_code(&self.known, &self.unit_names, typed)
    }
}
