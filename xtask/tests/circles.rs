//! No circles among the modules of a crate: of two neighbouring modules, each with all that is in
//! it, at most one uses the other. A module and its own children are one thing.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    ItemMod, ItemUse, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

/// The name of a module within its crate, outermost first; empty for the crate itself.
type Module = Vec<String>;

const CRATES: [&str; 10] = [
    "bench",
    "bridges/irc",
    "bridges/omni-client",
    "bridges/simulator",
    "crates/causeway",
    "crates/causeway-core",
    "crates/causeway-derive",
    "crates/causeway-server",
    "crates/causeway-store",
    "crates/causeway-testkit",
];

#[test]
fn modules_of_a_crate_form_no_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let found: Vec<String> = CRATES
        .iter()
        .flat_map(|name| circles(&arrows(&modules(&root.join(name).join("src")))))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_circle_is_found_through_reexports_and_folders() {
    let file = |module: &str, code: &str| {
        let module: Module = module.split("::").map(str::to_owned).collect();
        (module, syn::parse_file(code).unwrap())
    };
    let acyclic = [
        file("low", "pub struct Low;"),
        file("high", "use crate::low::Low; mod part; fn f(_: Low) {}"),
        file("high::part", "use super::f;"),
    ];
    assert_eq!(circles(&arrows(&BTreeMap::from(acyclic))), [""; 0]);
    let circle = [
        file("low", "mod inner; pub use inner::Low;"),
        file("low::inner", "pub struct Low; fn g() { crate::high::f() }"),
        file("high", "use crate::low; pub fn f() { low::Low; }"),
    ];
    assert_eq!(
        circles(&arrows(&BTreeMap::from(circle))),
        ["high -> low (high -> low); low -> high (low::inner -> high)"]
    );
}

/// The parsed files of a crate, by module.
fn modules(src: &Path) -> BTreeMap<Module, syn::File> {
    let mut found = BTreeMap::new();
    let mut folders = vec![src.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let code = fs::read_to_string(&path).expect("sources are text");
                found.insert(
                    module_of(src, &path),
                    syn::parse_file(&code).expect("sources parse"),
                );
            }
        }
    }
    found
}

fn module_of(src: &Path, file: &Path) -> Module {
    let path: PathBuf = file
        .strip_prefix(src)
        .expect("below the crate")
        .with_extension("");
    let mut names: Module = path
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    if matches!(
        names.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        names.pop();
    }
    names
}

/// Which modules use which others.
fn arrows(files: &BTreeMap<Module, syn::File>) -> BTreeSet<(Module, Module)> {
    let mut uses = BTreeMap::new();
    let mut exports = BTreeMap::new();
    for (module, file) in files {
        let mut reader = Reader {
            files,
            file: module.clone(),
            within: module.clone(),
            imports: BTreeMap::new(),
            paths: Vec::new(),
            exports: &mut exports,
        };
        reader.visit_file(file);
        let Reader { imports, paths, .. } = reader;
        uses.insert(module.clone(), (imports, paths));
    }
    let mut arrows = BTreeSet::new();
    for (module, (imports, paths)) in uses {
        let named = paths.into_iter().filter_map(|path| {
            let base: &[String] = match path[0].as_str() {
                "crate" => &[],
                name => imports.get(name)?,
            };
            Some([base, &path[1..]].concat())
        });
        for path in imports.values().cloned().chain(named) {
            if let Some(owner) = owner(&path, files, &exports, 0)
                && owner != module
            {
                arrows.insert((module.clone(), owner));
            }
        }
    }
    arrows
}

/// The module that defines what a path names.
fn owner(
    path: &[String],
    files: &BTreeMap<Module, syn::File>,
    exports: &BTreeMap<Module, Module>,
    depth: usize,
) -> Option<Module> {
    // An item that is exported twice in a circle is no item.
    if depth > 8 {
        return None;
    }
    (0..=path.len()).rev().find_map(|end| {
        let (head, rest) = path.split_at(end);
        if let Some(origin) = exports.get(head) {
            return owner(&[origin, rest].concat(), files, exports, depth + 1);
        }
        files.contains_key(head).then(|| head.to_vec())
    })
}

/// Collects what one file imports, exports and names.
struct Reader<'a> {
    files: &'a BTreeMap<Module, syn::File>,
    file: Module,
    /// The module being read: the file's, or one inside it.
    within: Module,
    /// Absolute paths by the name that they have here.
    imports: BTreeMap<String, Module>,
    /// Paths in code. The first segment is `crate`, followed by an absolute path, or an import.
    paths: Vec<Vec<String>>,
    exports: &'a mut BTreeMap<Module, Module>,
}

impl Reader<'_> {
    /// The absolute form of a path that begins with `crate`, `self`, `super` or a child module.
    fn absolute(&self, path: &[String]) -> Option<Module> {
        let mut base = self.within.clone();
        let mut rest = path;
        match path.first().map(String::as_str)? {
            "crate" => return Some(path[1..].to_vec()),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                let child = [self.file.as_slice(), &[child.to_owned()]].concat();
                if !self.files.contains_key(&child) {
                    return None;
                }
            }
        }
        Some([base, rest.to_vec()].concat())
    }

    fn import(&mut self, tree: &UseTree, prefix: &[String], is_export: bool) {
        let join = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &join(&path.ident), is_export),
            UseTree::Group(group) => {
                for item in &group.items {
                    self.import(item, prefix, is_export);
                }
            }
            UseTree::Name(name) if name.ident == "self" => {
                let known_as = prefix.last().cloned().unwrap_or_default();
                self.add(known_as, prefix, is_export);
            }
            UseTree::Name(name) => {
                self.add(name.ident.to_string(), &join(&name.ident), is_export);
            }
            UseTree::Rename(rename) => {
                self.add(rename.rename.to_string(), &join(&rename.ident), is_export);
            }
            UseTree::Glob(_) => self.add(format!("{}::*", prefix.join("::")), prefix, false),
        }
    }

    fn add(&mut self, name: String, path: &[String], is_export: bool) {
        let Some(path) = self.absolute(path) else {
            return;
        };
        if is_export {
            let exported = [self.within.as_slice(), &[name]].concat();
            if exported != path {
                self.exports.insert(exported, path);
            }
        } else {
            self.imports.insert(name, path);
        }
    }

    fn name(&mut self, path: Vec<String>) {
        if let Some(absolute) = self.absolute(&path) {
            self.paths
                .push([vec!["crate".to_owned()], absolute].concat());
        } else if path.len() > 1 {
            self.paths.push(path);
        }
    }

    /// Macros are not parsed; only paths from the crate's root are found in them.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) if path.is_empty() && name == "crate" => {
                    path.push(name.to_string());
                }
                TokenTree::Ident(name) if !path.is_empty() => path.push(name.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == ':' => {}
                TokenTree::Group(group) => {
                    self.read_tokens(group.stream());
                    self.end_of_path(&mut path);
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.end_of_path(&mut path);
                }
            }
        }
        self.end_of_path(&mut path);
    }

    fn end_of_path(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.name(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let is_export = !matches!(item.vis, Visibility::Inherited);
        self.import(&item.tree, &[], is_export);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.within.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.within.pop();
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.name(path.segments.iter().map(|s| s.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.read_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

/// Pairs and longer circles of neighbouring modules, each as the arrows that make it.
fn circles(arrows: &BTreeSet<(Module, Module)>) -> Vec<String> {
    // For each parent: which child uses which, with an example.
    let mut parents: BTreeMap<&[String], BTreeMap<(&str, &str), String>> = BTreeMap::new();
    for (from, to) in arrows {
        let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        if let (Some(a), Some(b)) = (from.get(common), to.get(common)) {
            let example = format!("{} -> {}", from.join("::"), to.join("::"));
            let children = parents.entry(&from[..common]).or_default();
            children.entry((a, b)).or_insert(example);
        }
    }
    let mut found = Vec::new();
    for (parent, children) in parents {
        let mut told = BTreeSet::new();
        for start in children.keys().map(|(from, _)| *from) {
            if told.contains(start) {
                continue;
            }
            if let Some(circle) = circle_through(start, &children) {
                told.extend(circle.iter().copied());
                let arrows = circle.iter().zip(circle.iter().cycle().skip(1));
                let arrows = arrows.map(|(from, to)| {
                    let at = |name: &str| [parent, &[name.to_owned()]].concat().join("::");
                    format!("{} -> {} ({})", at(from), at(to), children[&(*from, *to)])
                });
                found.push(arrows.collect::<Vec<_>>().join("; "));
            }
        }
    }
    found
}

/// The shortest circle through `start`.
fn circle_through<'n>(
    start: &'n str,
    children: &BTreeMap<(&'n str, &'n str), String>,
) -> Option<Vec<&'n str>> {
    let mut paths = std::collections::VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(path) = paths.pop_front() {
        let last = *path.last()?;
        for (_, next) in children.keys().filter(|(from, _)| *from == last) {
            if *next == start {
                return Some(path);
            }
            if seen.insert(*next) {
                paths.push_back([path.as_slice(), &[next]].concat());
            }
        }
    }
    None
}
