//! The soup of a page as a run of tags and texts.

use super::attributes::Attributes;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// What comes next in a page.
#[derive(Debug)]
pub(super) enum Token {
    Start { name: Vec<u8>, attributes: Attributes },
    End { name: Vec<u8> },
    Text(String),
    Remark(String),
}

/// The tokens of a page. Of a tag only what tables need is kept, so that one with a million attributes costs nothing.
pub(super) fn tokens(page: &str) -> impl Iterator<Item = Token> {
    let mut open = None;
    let mut emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::OpenStartTag { name } => {
            open = Some((name.to_vec(), Attributes::default()));
            None
        }
        CallbackEvent::AttributeName { name } => {
            open.iter_mut().for_each(|(_, attributes)| attributes.name(name));
            None
        }
        CallbackEvent::AttributeValue { value } => {
            open.iter_mut().for_each(|(_, attributes)| attributes.value(value));
            None
        }
        CallbackEvent::CloseStartTag { .. } => {
            open.take().map(|(name, attributes)| Token::Start { name, attributes })
        }
        CallbackEvent::EndTag { name } => Some(Token::End { name: name.to_vec() }),
        CallbackEvent::String { value } => Some(Token::Text(owned(value))),
        CallbackEvent::Comment { value } => Some(Token::Remark(owned(value))),
        CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => None,
    });
    // Scripts and styles aren't text.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter).map(|token| {
        let Ok(token) = token;
        token
    })
}

fn owned(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
