//! XML as a tree.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write;

/// An element with what stands in it. Names keep their prefixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The name with its prefix.
    pub name: String,
    /// Names and values in the order of the file.
    pub attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The root of a well-formed text: tags match, attributes stand once, prefixes are declared.
    ///
    /// # Errors
    /// A sentence that says what is not well-formed.
    pub fn parse(text: &str) -> Result<Element, String> {
        let mut reader = Reader::from_str(text);
        // The elements that are open, the innermost last, below them a root of ours.
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) => open.push(Element::of(&tag)?),
                Event::Empty(tag) => {
                    open.push(Element::of(&tag)?);
                    close(&mut open)?;
                }
                Event::End(_) => close(&mut open)?,
                Event::Text(text) => add_text(&mut open, &text.xml10_content()),
                Event::GeneralRef(name) => {
                    let text =
                        unescape(&format!("&{};", &*name)).map_err(|error| error.to_string())?.into_owned();
                    add_text(&mut open, &text);
                }
                Event::Decl(_) => {}
                Event::Eof => break,
                other => return Err(format!("{other:?} does not belong into a document")),
            }
        }
        let mut roots = match &mut open[..] {
            [root] => std::mem::take(&mut root.children).into_iter().filter_map(Node::into_element),
            _ => return Err("the text ends inside an element".to_owned()),
        };
        match (roots.next(), roots.next()) {
            (Some(root), None) => Ok(root),
            _ => Err("there is not one root".to_owned()),
        }
    }

    fn of(tag: &BytesStart<'_>) -> Result<Element, String> {
        let name = tag.name().as_ref().to_owned();
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = unescape(&attribute.value).map_err(|error| error.to_string())?.into_owned();
            attributes.push((attribute.key.as_ref().to_owned(), value));
        }
        Ok(Element { name, attributes, children: Vec::new() })
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements right inside this one.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name right inside this one.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.name == name)
    }

    /// The `w:val` of the first element of a name right inside this one.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name).and_then(|child| child.attribute("w:val"))
    }

    /// This element and all inside it, in the order of the file.
    pub fn walk(&self) -> impl Iterator<Item = &Element> {
        let mut next = vec![self];
        std::iter::from_fn(move || {
            let element = next.pop()?;
            let inside: Vec<&Element> = element.children().collect();
            next.extend(inside.into_iter().rev());
            Some(element)
        })
    }

    /// All elements of a name, at any depth.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.walk().filter(move |element| element.name == name)
    }

    /// The text right inside this element.
    pub fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Element(_) => None,
            Node::Text(text) => Some(text.as_str()),
        });
        texts.collect()
    }

    /// What is read in a paragraph: its texts, tabs and line breaks.
    pub fn shown_text(&self) -> String {
        let mut shown = String::new();
        for element in self.walk() {
            match element.name.as_str() {
                "w:t" => shown.push_str(&element.text()),
                "w:tab" if element.attributes.is_empty() => shown.push('\t'),
                "w:br" => shown.push('\n'),
                "w:noBreakHyphen" => shown.push('-'),
                _ => {}
            }
        }
        shown
    }

    /// One tag a line, indented, for comparing.
    pub fn indented(&self) -> String {
        let mut out = String::new();
        self.indent_into(0, &mut out);
        out
    }

    fn indent_into(&self, depth: usize, out: &mut String) {
        let _ = write!(out, "{:depth$}<{}", "", self.name, depth = depth * 2);
        for (name, value) in &self.attributes {
            let _ = write!(out, " {name}={value:?}");
        }
        let text = self.text();
        if !text.trim().is_empty() {
            let _ = write!(out, "> {text:?}");
        } else {
            out.push('>');
        }
        out.push('\n');
        for child in self.children() {
            child.indent_into(depth + 1, out);
        }
    }
}

impl Node {
    fn into_element(self) -> Option<Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

/// Puts the innermost open element into the one around it. Its prefixes must be declared by then.
fn close(open: &mut Vec<Element>) -> Result<(), String> {
    let Some(done) = open.pop() else { return Err("an end tag without an element".to_owned()) };
    let names = std::iter::once(&done.name).chain(done.attributes.iter().map(|(name, _)| name));
    for name in names {
        let Some((prefix, _)) = name.split_once(':') else { continue };
        let declaration = format!("xmlns:{prefix}");
        let mut around = open.iter().chain([&done]);
        if prefix != "xmlns" && prefix != "xml" && !around.any(|e| e.attribute(&declaration).is_some()) {
            return Err(format!("the prefix of {name} is not declared"));
        }
    }
    match open.last_mut() {
        Some(around) => around.children.push(Node::Element(done)),
        None => return Err("an end tag without an element".to_owned()),
    }
    Ok(())
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(innermost) = open.last_mut() else { return };
    match innermost.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => innermost.children.push(Node::Text(text.to_owned())),
    }
}
