//! A bar in a cell: drawn by the page itself, so that it needs no script and is there on paper.

use maud::{Markup, html};

/// A bar as long as the share, from 0 to 1, of its cell. It says nothing that the number beside it does not.
#[must_use]
pub fn bar(share: f64) -> Markup {
    let percent = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
    html! { span.bar aria-hidden="true" { span style={ "width:" (percent) "%" } {} } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_longer_than_its_cell() {
        for (share, width) in [(0.0, "0%"), (0.4567, "45.7%"), (1.0, "100%"), (7.5, "100%"), (-1.0, "0%")] {
            let html = bar(share).into_string();
            assert!(html.contains(&format!("width:{width}\"")), "{share} {html}");
        }
    }
}
