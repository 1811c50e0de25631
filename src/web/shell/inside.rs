//! A page for people who are not signed in keeps them inside: what leads elsewhere is no link there.

/// The document without the addresses of links that lead neither down the page nor below `own`. A link without
/// an address is plain words to every browser and screen reader.
pub fn keep_inside(html: &str, own: &str) -> String {
    let mut parts = html.split("<a ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (tag, rest) = part.split_at(end_of_tag(part));
        kept.push_str("<a ");
        match address(tag) {
            Some((from, to)) if !stays(&tag[from..to], own) => {
                kept.push_str(tag[..from].strip_suffix("href=\"").unwrap_or_default());
                kept.push_str(tag[to..].strip_prefix('"').unwrap_or_default());
            }
            _ => kept.push_str(tag),
        }
        kept.push_str(rest);
    }
    kept
}

fn stays(address: &str, own: &str) -> bool {
    let below = address.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    address.starts_with('#') || below
}

/// Where the tag ends: at the first `>` outside quotation marks.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    let end = text.find(|c: char| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    end.unwrap_or(text.len())
}

/// Where the address of a link stands in its tag.
fn address(tag: &str) -> Option<(usize, usize)> {
    let mut quoted = false;
    for (at, c) in tag.char_indices() {
        if !quoted && tag[at..].starts_with("href=\"") {
            let from = at + "href=\"".len();
            return Some((from, from + tag[from..].find('"')?));
        }
        quoted ^= c == '"';
    }
    None
}

#[cfg(test)]
mod tests {
    use super::keep_inside;

    #[test]
    fn links_that_lead_elsewhere_are_plain_words() {
        let inside = |html: &str| keep_inside(html, "/s/abc");
        for stays in [
            "<p>1 < 2</p>",
            "<a href=\"#s2\">2</a>",
            "<a class=\"x\" href=\"/s/abc/sheet?lang=en\">A3</a>",
            "<a href=\"/s/abc\">1</a><abbr title=\"y\">z</abbr>",
        ] {
            assert_eq!(inside(stays), stays);
        }
        for (leads, plain) in [
            ("<a href=\"/overview\">x</a>", "<a >x</a>"),
            (
                "<a class=\"figure\" href=\"/figures/T1\" title=\"a > b\">1</a>",
                "<a class=\"figure\"  title=\"a > b\">1</a>",
            ),
            ("<a title=\"href=&quot;#\" href=\"tel:020\">☎</a>", "<a title=\"href=&quot;#\" >☎</a>"),
            ("<a href=\"https://example.org/s/abc\">x</a>", "<a >x</a>"),
            ("<a href=\"/s/abcdef\">x</a>", "<a >x</a>"),
        ] {
            assert_eq!(inside(leads), plain);
        }
    }
}
