//! Drawings. An SVG is a document, and can hold script, references to elsewhere, and few bytes that
//! unfold into millions: all refused before anything is drawn. What is left are shapes and colours.

use crate::sentence::{Sentence, say};
use std::collections::HashMap;

use image::RgbaImage;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node, NodeId, NodeType, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::{LogoError, MAX_SIDE};

/// The most nodes a drawing may have, and the most it may unfold to.
const MAX_NODES: u32 = 50_000;
/// The deepest nesting, written or by reference.
const MAX_DEPTH: usize = 64;
/// A filter or mask works on whole areas: it weighs as much as so many shapes.
const AREA_WEIGHT: u64 = 200;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Draws an SVG so that its longest side is 512 pixels.
pub(super) fn draw(bytes: &[u8]) -> Result<RgbaImage, LogoError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| LogoError::unreadable("The drawing is not UTF-8 text. Save it as PNG."))?;
    // A DOCTYPE alone is harmless; what it could define is not.
    if text.contains("<!ENTITY") {
        return Err(holds(say!("entity definitions")));
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        LogoError::unreadable(say!(
            "The drawing is broken ({error}). Save it again, or as PNG.",
            error = error.to_string()
        ))
    })?;
    inspect(&document)?;
    Unfolding::of(&document)?;
    render(&document)
}

fn render(document: &Document) -> Result<RgbaImage, LogoError> {
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let broken = || LogoError::unreadable("The drawing has no size or no shapes. Save it as PNG.");
    let tree = Tree::from_xmltree(document, &options).map_err(|_| broken())?;
    #[expect(clippy::cast_precision_loss, reason = "512 is exact")]
    let scale = MAX_SIDE as f32 / tree.size().width().max(tree.size().height());
    let side = |length: f32| pixels(length * scale);
    let mut pixmap = Pixmap::new(side(tree.size().width()), side(tree.size().height())).ok_or_else(broken)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let (width, height) = (pixmap.width(), pixmap.height());
    if pixmap.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return Err(broken());
    }
    RgbaImage::from_raw(width, height, pixmap.take_demultiplied()).ok_or_else(broken)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 1…512 first"
)]
fn pixels(length: f32) -> u32 {
    // NaN becomes 1 as well.
    if length >= 1.0 {
        length.round().min(512.0) as u32
    } else {
        1
    }
}

/// Refuses everything that is more than shapes and colours.
fn inspect(document: &Document) -> Result<(), LogoError> {
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
        return Err(LogoError::unreadable(
            "This is no SVG drawing. Choose a PNG, JPEG, WebP or SVG file.",
        ));
    }
    for node in document.descendants() {
        match node.node_type() {
            NodeType::PI => return Err(holds(say!("a processing instruction"))),
            NodeType::Element => inspect_element(node)?,
            _ => {}
        }
    }
    Ok(())
}

fn inspect_element(node: Node) -> Result<(), LogoError> {
    match node.tag_name().name().to_ascii_lowercase().as_str() {
        "script" | "handler" | "listener" => return Err(holds(say!("a script"))),
        "foreignobject" | "iframe" | "embed" | "object" | "audio" | "video" | "canvas" | "html" | "link" => {
            return Err(holds(say!("a part of a web page")));
        }
        "text" | "tspan" | "textpath" => {
            return Err(LogoError::unreadable(
                "The drawing holds text, and fonts differ from machine to machine. Turn the text into paths, or save it as PNG.",
            ));
        }
        "image" => {
            return Err(LogoError::unreadable(
                "The drawing holds a picture. Save the whole as PNG and choose that.",
            ));
        }
        // One marker is drawn at every corner of a path: a multiplication no logo needs.
        "marker" | "feimage" => return Err(holds(say!("markers or fetched images"))),
        "style" if node.descendants().filter_map(|part| part.text()).any(reaches_out) => {
            return Err(holds(say!("a reference to elsewhere")));
        }
        _ => {}
    }
    node.attributes().try_for_each(|attribute| {
        let name = attribute.name().to_ascii_lowercase();
        let elsewhere =
            matches!(name.as_str(), "href" | "src") && !attribute.value().trim_start().starts_with('#');
        if name.starts_with("on") && attribute.namespace().is_none() {
            Err(holds(say!("a script")))
        } else if elsewhere || reaches_out(attribute.value()) {
            Err(holds(say!("a reference to elsewhere")))
        } else {
            Ok(())
        }
    })
}

/// Whether a value or a style sheet refers to anything but a part of the same drawing.
fn reaches_out(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let leaves = |after: &str| {
        !after
            .trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .starts_with('#')
    };
    text.contains("@import") || text.contains("javascript:") || text.split("url(").skip(1).any(leaves)
}

fn holds(what: Sentence) -> LogoError {
    LogoError::Unsafe(what)
}

/// How many shapes the drawing becomes once `use`, patterns, masks and filters are followed: ten
/// references to ten references, nine times over, are a billion.
struct Unfolding<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Unfolding<'a, 'input> {
    fn of(document: &'a Document<'input>) -> Result<(), LogoError> {
        let by_id = document
            .descendants()
            .filter_map(|node| Some((node.attribute("id")?, node)))
            .collect();
        let mut unfolding = Self {
            by_id,
            known: HashMap::new(),
        };
        let shapes = unfolding.weight(document.root_element(), 0)?;
        // A style sheet's references may apply to every shape.
        let sheets = document
            .descendants()
            .filter(|node| node.has_tag_name((SVG, "style")));
        let mut by_style = 0;
        for text in sheets
            .flat_map(|sheet| sheet.descendants())
            .filter_map(|part| part.text())
        {
            by_style += unfolding.references(text, 0)?;
        }
        if shapes.saturating_mul(by_style + 1) > u64::from(MAX_NODES) {
            Err(unfolds())
        } else {
            Ok(())
        }
    }

    fn weight(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, LogoError> {
        if let Some(weight) = self.known.get(&node.id()) {
            return Ok(*weight);
        }
        // Also where a reference leads back to itself.
        if depth > MAX_DEPTH {
            return Err(unfolds());
        }
        let mut weight = 1;
        for attribute in node.attributes() {
            weight += match attribute.value().strip_prefix('#') {
                Some(id) if attribute.name() == "href" => self.referred(id, depth)?,
                _ => self.references(attribute.value(), depth)?,
            };
        }
        for child in node.children().filter(Node::is_element) {
            weight += self.weight(child, depth + 1)?;
        }
        if weight > u64::from(MAX_NODES) {
            return Err(unfolds());
        }
        self.known.insert(node.id(), weight);
        Ok(weight)
    }

    /// The weight of every `url(#…)` in a value or a style sheet.
    fn references(&mut self, text: &str, depth: usize) -> Result<u64, LogoError> {
        text.split("url(").skip(1).try_fold(0, |sum, after| {
            let id = after.split(')').next().unwrap_or_default();
            let id = id.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '#'));
            Ok(sum + self.referred(id, depth)?)
        })
    }

    fn referred(&mut self, id: &str, depth: usize) -> Result<u64, LogoError> {
        let Some(node) = self.by_id.get(id).copied() else {
            return Ok(0);
        };
        match node.tag_name().name() {
            // A gradient costs the same however many stops it has, and its own references are gradients.
            "linearGradient" | "radialGradient" => Ok(0),
            "filter" | "mask" | "pattern" => Ok(AREA_WEIGHT + self.weight(node, depth + 1)?),
            _ => self.weight(node, depth + 1),
        }
    }
}

fn unfolds() -> LogoError {
    holds(say!("far too many shapes or too many levels"))
}
