//! Printed paper, as someone reads it who was handed the file.

/// The words on each page of a PDF.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let paper = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages = paper.get_pages();
    let words = |page: &u32| paper.extract_text(&[*page]).expect("words");
    pages.keys().map(words).collect()
}
