//! Addresses as values: every state of a page is in its address, and a link changes one thing of it.

use super::urlencoded::{encode, pairs};
use axum::http::Uri;
use std::fmt;

/// A path and its parameters in order. Displays as the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    path: String,
    parameters: Vec<(String, String)>,
}

impl Query {
    /// The address of that path, without parameters. The path is taken as it is: already encoded.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        Self { path: path.to_owned(), parameters: Vec::new() }
    }

    /// The address that was asked.
    #[must_use]
    pub fn of_uri(uri: &Uri) -> Self {
        Self { path: uri.path().to_owned(), parameters: uri.query().map(pairs).unwrap_or_default() }
    }

    /// The path alone.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first value of a parameter, `None` when absent or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// All values of a parameter.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All parameters in order.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same address with that parameter set once (in its old place), or removed when the value is empty. What is
    /// shown changes, so the page goes back to the first.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let changed = self.replaced(name, value);
        if name == super::paging::PAGE { changed } else { changed.without(super::paging::PAGE) }
    }

    /// The same address without that parameter.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let parameters = self.parameters.iter().filter(|(key, _)| key != name).cloned().collect();
        Self { path: self.path.clone(), parameters }
    }

    /// The same address without that one value of a parameter that may repeat.
    #[must_use]
    pub fn without_value(&self, name: &str, value: &str) -> Self {
        let keep =
            |(key, held): &&(String, String)| !(key == name && held == value) && key != super::paging::PAGE;
        Self { path: self.path.clone(), parameters: self.parameters.iter().filter(keep).cloned().collect() }
    }

    /// The same address with one more value of a parameter that may repeat.
    #[must_use]
    pub fn and(&self, name: &str, value: &str) -> Self {
        let mut parameters = self.parameters.clone();
        parameters.push((name.to_owned(), value.to_owned()));
        Self { path: self.path.clone(), parameters }
    }

    /// Another path with the named parameters carried over: how as-of and scope follow from page to page.
    #[must_use]
    pub fn carried_to(&self, path: &str, names: &[&str]) -> Self {
        let parameters =
            self.parameters.iter().filter(|(key, _)| names.contains(&key.as_str())).cloned().collect();
        Self { path: path.to_owned(), parameters }
    }

    fn replaced(&self, name: &str, value: &str) -> Self {
        let mut parameters = Vec::with_capacity(self.parameters.len() + 1);
        let mut placed = value.is_empty();
        for (key, held) in &self.parameters {
            if key != name {
                parameters.push((key.clone(), held.clone()));
            } else if !placed {
                parameters.push((key.clone(), value.to_owned()));
                placed = true;
            }
        }
        if !placed {
            parameters.push((name.to_owned(), value.to_owned()));
        }
        Self { path: self.path.clone(), parameters }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path)?;
        for (index, (name, value)) in self.parameters.iter().enumerate() {
            let joint = if index == 0 { '?' } else { '&' };
            write!(formatter, "{joint}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(address: &'static str) -> Query {
        Query::of_uri(&Uri::from_static(address))
    }

    #[test]
    fn one_parameter_changes_and_the_rest_stays_in_place() {
        let here = here("/projects?where=stage%3D1&sort=name&lang=en");
        assert_eq!(here.with("sort", "-name").to_string(), "/projects?where=stage%3D1&sort=-name&lang=en");
        assert_eq!(
            here.with("size", "100").to_string(),
            "/projects?where=stage%3D1&sort=name&lang=en&size=100"
        );
        assert_eq!(here.without("where").to_string(), "/projects?sort=name&lang=en");
        assert_eq!(here.with("sort", "").to_string(), "/projects?where=stage%3D1&lang=en");
    }

    #[test]
    fn a_change_of_what_is_shown_goes_back_to_the_first_page() {
        let here = here("/projects?page=7&sort=name");
        assert_eq!(here.with("sort", "stage").to_string(), "/projects?sort=stage");
        assert_eq!(here.with("page", "8").to_string(), "/projects?page=8&sort=name");
    }

    #[test]
    fn one_value_of_several_is_removed() {
        let here = here("/projects?city=a&city=b");
        assert_eq!(here.without_value("city", "a").to_string(), "/projects?city=b");
        assert_eq!(here.and("city", "c").to_string(), "/projects?city=a&city=b&city=c");
        assert_eq!(here.all("city").collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn named_parameters_follow_to_another_page() {
        let here = here("/projects?true-on=2022-06-30&page=2");
        assert_eq!(here.carried_to("/figures", &["true-on"]).to_string(), "/figures?true-on=2022-06-30");
    }
}
