//! The closed label sets of English Universal Dependencies, as EWT and GUM 2.16 use them.

use std::fmt;

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)] // the names are the standard's own
        pub enum $name { $($variant),* }

        impl $name {
            /// Every label, in the order of their codes.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The label as CoNLL-U writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The label that CoNLL-U writes so.
            pub fn from_str_opt(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech (<https://universaldependencies.org/u/pos/>).
    Upos {
        Adj = "ADJ",
        Adp = "ADP",
        Adv = "ADV",
        Aux = "AUX",
        Cconj = "CCONJ",
        Det = "DET",
        Intj = "INTJ",
        Noun = "NOUN",
        Num = "NUM",
        Part = "PART",
        Pron = "PRON",
        Propn = "PROPN",
        Punct = "PUNCT",
        Sconj = "SCONJ",
        Sym = "SYM",
        Verb = "VERB",
        X = "X",
    }
}

labels! {
    /// Penn Treebank tag, with the additions of English Web Treebank.
    Xpos {
        Nn = "NN",
        In = "IN",
        Dt = "DT",
        Nnp = "NNP",
        Jj = "JJ",
        Prp = "PRP",
        Stop = ".",
        Rb = "RB",
        Comma = ",",
        Nns = "NNS",
        Vb = "VB",
        Cc = "CC",
        Vbp = "VBP",
        Vbd = "VBD",
        Vbz = "VBZ",
        Cd = "CD",
        Vbn = "VBN",
        Vbg = "VBG",
        To = "TO",
        Md = "MD",
        PrpPoss = "PRP$",
        Uh = "UH",
        Colon = ":",
        Rrb = "-RRB-",
        Lrb = "-LRB-",
        Wdt = "WDT",
        Wrb = "WRB",
        Wp = "WP",
        Hyph = "HYPH",
        OpenQuote = "``",
        CloseQuote = "''",
        Rp = "RP",
        Pos = "POS",
        Nnps = "NNPS",
        Jjr = "JJR",
        Jjs = "JJS",
        Ex = "EX",
        Rbr = "RBR",
        Sym = "SYM",
        Fw = "FW",
        Nfp = "NFP",
        Dollar = "$",
        Gw = "GW",
        Add = "ADD",
        Pdt = "PDT",
        Rbs = "RBS",
        Ls = "LS",
        Afx = "AFX",
        WpPoss = "WP$",
    }
}

labels! {
    /// Universal dependency relation with English subtypes (<https://universaldependencies.org/en/dep/>).
    Deprel {
        Root = "root",
        Nsubj = "nsubj",
        NsubjPass = "nsubj:pass",
        NsubjOuter = "nsubj:outer",
        Csubj = "csubj",
        CsubjPass = "csubj:pass",
        CsubjOuter = "csubj:outer",
        Obj = "obj",
        Iobj = "iobj",
        Ccomp = "ccomp",
        Xcomp = "xcomp",
        Obl = "obl",
        OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked",
        Advcl = "advcl",
        AdvclRelcl = "advcl:relcl",
        Advmod = "advmod",
        Nmod = "nmod",
        NmodPoss = "nmod:poss",
        NmodDesc = "nmod:desc",
        NmodUnmarked = "nmod:unmarked",
        Amod = "amod",
        Appos = "appos",
        Nummod = "nummod",
        Acl = "acl",
        AclRelcl = "acl:relcl",
        Conj = "conj",
        Cc = "cc",
        CcPreconj = "cc:preconj",
        Case = "case",
        Mark = "mark",
        Det = "det",
        DetPredet = "det:predet",
        Aux = "aux",
        AuxPass = "aux:pass",
        Cop = "cop",
        Compound = "compound",
        CompoundPrt = "compound:prt",
        Fixed = "fixed",
        Flat = "flat",
        List = "list",
        Parataxis = "parataxis",
        Discourse = "discourse",
        Vocative = "vocative",
        Expl = "expl",
        Dislocated = "dislocated",
        Goeswith = "goeswith",
        Orphan = "orphan",
        Reparandum = "reparandum",
        Punct = "punct",
        Dep = "dep",
    }
}
