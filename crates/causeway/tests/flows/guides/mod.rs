//! Runs every command and program of the guides as printed. Only URLs, tokens, secrets and folders
//! are filled in.

mod automation;
mod desk;
mod integrator;
mod operator;

use std::fs;

use crate::examples::workspace;

/// A code block of a guide.
#[derive(Debug)]
pub(crate) struct Block {
    page: &'static str,
    language: String,
    pub(crate) text: String,
}

/// What tests a block.
enum By {
    /// A test of this module.
    Test,
    /// The block shows this file of `docs/examples`, which tests run.
    Example(&'static str),
    /// The block is part of this file of the workspace, which is compiled and tested.
    Source(&'static str),
    /// `make test` itself, or something that it requires.
    Gate,
}

const PAGES: [&str; 5] = [
    "README.md",
    "docs/integrator.md",
    "docs/administrator-guide.md",
    "docs/operator-guide.md",
    "docs/chatbots.md",
];

/// The languages of programs and commands. Other blocks show data, or settings of other programs.
const RUNNABLE: [&str; 9] = [
    "sh", "python", "js", "ts", "rust", "go", "php", "java", "toml",
];

/// Every block in one of these languages: its page, its beginning, and what tests it.
const RUN: &[(&str, &str, By)] = &[
    ("README.md", "make run", By::Gate),
    ("README.md", "make test", By::Gate),
    (
        "docs/integrator.md",
        "curl http://127.0.0.1:8080/omni/v1/messages",
        By::Test,
    ),
    (
        "docs/integrator.md",
        "export CAUSEWAY_TOKEN='cw_…' CAUSEWAY_SECRET='whsec_…'\npython",
        By::Test,
    ),
    (
        "docs/integrator.md",
        "\"\"\"A channel in one file",
        By::Example("channel.py"),
    ),
    ("docs/integrator.md", "node channel.mts", By::Test),
    (
        "docs/integrator.md",
        "// A channel in one file",
        By::Example("channel.mts"),
    ),
    ("docs/integrator.md", "CAUSEWAY_WEBHOOK_ALLOW=", By::Test),
    (
        "docs/integrator.md",
        "curl http://127.0.0.1:8080/omni/v1/channel ",
        By::Test,
    ),
    (
        "docs/integrator.md",
        "curl \"$CAUSEWAY/omni/v1/files\"",
        By::Test,
    ),
    ("docs/integrator.md", "curl --request PUT", By::Test),
    ("docs/integrator.md", "from standardwebhooks", By::Test),
    ("docs/integrator.md", "import { Webhook }", By::Test),
    (
        "docs/integrator.md",
        "use omni_client",
        By::Source("crates/causeway/tests/flows/guides/integrator.rs"),
    ),
    (
        "docs/integrator.md",
        "\"\"\"Tells whether a request",
        By::Example("verify.py"),
    ),
    (
        "docs/integrator.md",
        "// Tells whether a request to your webhook comes from Causeway. Node",
        By::Example("verify.mts"),
    ),
    (
        "docs/integrator.md",
        "// Tells whether a request to your webhook comes from Causeway. Go",
        By::Example("verify.go"),
    ),
    ("docs/integrator.md", "<?php", By::Example("verify.php")),
    (
        "docs/integrator.md",
        "import java",
        By::Example("verify.java"),
    ),
    ("docs/integrator.md", "key=", By::Test),
    ("docs/integrator.md", "while :; do", By::Test),
    ("docs/integrator.md", "causeway conform", By::Test),
    (
        "docs/integrator.md",
        "export CAUSEWAY_TOKEN='cw_…' CAUSEWAY_SECRET='whsec_…'\ncauseway",
        By::Test,
    ),
    ("docs/integrator.md", "export CAUSEWAY_URL=", By::Test),
    ("docs/integrator.md", "const crypto", By::Test),
    ("docs/administrator-guide.md", "curl --cookie-jar", By::Test),
    (
        "docs/administrator-guide.md",
        "curl --header 'Authorization: Bearer cwa_…'",
        By::Test,
    ),
    ("docs/operator-guide.md", "make build", By::Test),
    ("docs/operator-guide.md", "# causeway.toml", By::Test),
    ("docs/operator-guide.md", "sqlite3", By::Test),
    ("docs/operator-guide.md", "CAUSEWAY_DATABASE_URL=", By::Test),
    ("docs/operator-guide.md", "CAUSEWAY_PUBLIC_URL=", By::Test),
    (
        "docs/operator-guide.md",
        "CAUSEWAY_WEBHOOK_ALLOW=",
        By::Test,
    ),
    (
        "docs/chatbots.md",
        "\"\"\"A chatbot in one file",
        By::Example("chatbot.py"),
    ),
];

#[test]
fn every_program_and_command_of_the_guides_is_tested() {
    let all = blocks();
    for block in all
        .iter()
        .filter(|block| RUNNABLE.contains(&block.language.as_str()))
    {
        let known: Vec<_> = RUN
            .iter()
            .filter(|(page, start, _)| block.begins(page, start))
            .collect();
        let [(.., by)] = known.as_slice() else {
            panic!("not tested exactly once: {block:#?}")
        };
        let read =
            |path: &str| fs::read_to_string(workspace().join(path)).expect("the file can be read");
        match by {
            By::Test | By::Gate => {}
            By::Example(name) => {
                assert_eq!(block.text, read(&format!("docs/examples/{name}")), "{name}");
            }
            By::Source(path) => {
                let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
                assert!(
                    lines(&read(path)).contains(&lines(&block.text)),
                    "{path} does not contain the block's lines"
                );
            }
        }
    }
    for (page, start, _) in RUN {
        assert!(
            all.iter().any(|block| block.begins(page, start)),
            "{page} has no block that begins with {start}"
        );
    }
}

impl Block {
    fn begins(&self, page: &str, start: &str) -> bool {
        self.page == page && self.text.starts_with(start)
    }
}

/// The block of a page with this beginning.
pub(crate) fn block(page: &str, start: &str) -> Block {
    assert!(
        RUN.iter()
            .any(|(of, begins, by)| *of == page && *begins == start && matches!(by, By::Test)),
        "{start}"
    );
    blocks()
        .into_iter()
        .find(|block| block.begins(page, start))
        .expect("the block is in the guide")
}

/// All code blocks of the guides, in order.
fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in PAGES {
        let text = fs::read_to_string(workspace().join(page)).expect("the guide can be read");
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some(language) = line.trim_start().strip_prefix("```") else {
                continue;
            };
            let code = lines.by_ref().take_while(|line| line.trim_start() != "```");
            let text = code.flat_map(|line| [line, "\n"]).collect();
            blocks.push(Block {
                page,
                language: language.to_owned(),
                text,
            });
        }
    }
    blocks
}
