//! Sets a template with its data as PDF. Data is never markup: whatever a name holds, it is printed as it stands.

use std::sync::OnceLock;

use typst::foundations::Dict;
use typst_as_lib::{TypstAsLibError, TypstEngine};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::error::{Code, Error, Result};

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// A template that comes with the program.
#[derive(Clone, Copy)]
pub(super) enum Template {
    /// Sheets or a roll of labels.
    Labels,
}

impl Template {
    const fn file(self) -> &'static str {
        match self {
            Self::Labels => "labels.typ",
        }
    }
}

/// The paper of a template filled with data, as PDF.
pub(super) fn pdf(template: Template, data: Dict) -> Result<Vec<u8>> {
    if FONTS.is_empty() {
        return Err(Error::new(
            Code::Internal,
            "This build has no fonts to print with. Run script/setup and build again.",
        ));
    }
    let set = engine().compile_with_input::<_, _, PagedDocument>(template.file(), data);
    let document = set.output.as_ref().map_err(fault)?;
    typst_pdf::pdf(document, &PdfOptions::default())
        .map_err(|faults| Error::internal(format!("the paper was not written: {faults:?}")))
}

fn fault(fault: &TypstAsLibError) -> Error {
    Error::internal(format!("the paper was not set: {fault}"))
}

/// Fonts are read once; what was set before is kept for the next paper for a while.
fn engine() -> &'static TypstEngine {
    static ENGINE: OnceLock<TypstEngine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        TypstEngine::builder()
            .fonts(FONTS.iter().copied())
            .with_static_source_file_resolver([("labels.typ", include_str!("templates/labels.typ"))])
            .comemo_evict_max_age(Some(10))
            .build()
    })
}
