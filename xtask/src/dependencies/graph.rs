//! The graph of built packages from `cargo tree`, which resolves features and platforms as a build
//! does.

use std::collections::BTreeSet;

/// The output format that [`Graph::read`] parses.
pub(super) const FORMAT: &str = "{p}|{l}";

/// A package that is built.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) licence: String,
    /// The package belongs to this workspace.
    pub(super) is_own: bool,
}

/// Packages and their dependencies, by name.
#[derive(Default)]
pub(super) struct Graph {
    pub(super) packages: BTreeSet<Package>,
    uses: BTreeSet<(String, String)>,
}

impl Graph {
    /// Parses the output of `cargo tree --prefix depth` in [`FORMAT`]: one line per package, which
    /// starts with its depth and follows the package that uses it.
    pub(super) fn read(tree: &str) -> Self {
        let mut graph = Self::default();
        let mut path: Vec<String> = Vec::new();
        for line in tree.lines() {
            let Some((described, licence)) = line.split_once('|') else {
                continue;
            };
            let name_from = described
                .find(|letter: char| !letter.is_ascii_digit())
                .unwrap_or_default();
            let (depth, described) = described.split_at(name_from);
            let name = described.split(' ').next().unwrap_or_default().to_owned();
            path.truncate(depth.parse().unwrap_or_default());
            if let Some(user) = path.last() {
                graph.uses.insert((name.clone(), user.clone()));
            }
            path.push(name.clone());
            // `cargo tree` prints the folder of workspace packages, and marks repeated packages
            // with `(*)`.
            let is_own = described.contains("(/");
            let licence = licence.trim_end_matches("(*)").trim().to_owned();
            graph.packages.insert(Package {
                name,
                licence,
                is_own,
            });
        }
        graph
    }

    /// Returns the packages that depend directly on the package.
    pub(super) fn users_of<'a>(&'a self, name: &str) -> Vec<&'a str> {
        self.uses
            .iter()
            .filter(|(used, _)| used == name)
            .map(|(_, user)| user.as_str())
            .collect()
    }
}
