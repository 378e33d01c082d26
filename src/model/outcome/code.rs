//! Codes: one stable word for each thing that can go wrong or be found, for programs that read the documents.
//!
//! Each type names its own codes beside itself, with [`codes!`]: a variant without one does not compile.

use super::exit::ExitStatus;

/// A code, the exit code that a run with it alone ends with, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code {
    /// In kebab case; it never changes its meaning.
    pub(crate) word: &'static str,
    pub(crate) exit: ExitStatus,
    /// One line of Markdown for `docs/json.md`, which a test holds to it.
    #[cfg(test)]
    pub(crate) means: &'static str,
}

/// Names the code of each variant of a type: `pattern => "word" Exit "what it means"`. Where a variant holds a
/// problem that has codes of its own, `pattern => in problem.code()`.
macro_rules! codes {
    ($type:ty { $($pattern:pat => $($word:literal $exit:ident $means:literal)? $(in $inner:expr)?,)+ }) => {
        impl $type {
            /// Its own codes, in order, without those of the problems inside it.
            #[cfg_attr(not(test), allow(dead_code, reason = "tests alone read the lists"))]
            pub(crate) const CODES: &'static [$crate::model::outcome::code::Code] = &[$($($crate::model::outcome::code::Code {
                word: $word,
                exit: $crate::model::outcome::exit::ExitStatus::$exit,
                #[cfg(test)]
                means: $means,
            },)?)+];

            /// Its code.
            pub(crate) fn code(&self) -> $crate::model::outcome::code::Code {
                match self {
                    $($pattern => {
                        $($crate::model::outcome::code::Code {
                            word: $word,
                            exit: $crate::model::outcome::exit::ExitStatus::$exit,
                            #[cfg(test)]
                            means: $means,
                        })?
                        $($inner)?
                    })+
                }
            }
        }
    };
}

pub(crate) use codes;
