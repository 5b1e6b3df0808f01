use super::{Method, Parameter};

/// The OECD's and the European Commission's handbook.
const HANDBOOK: &str = "OECD/JRC, Handbook on Constructing Composite Indicators (2008)";
/// The reference implementation, by its documentation.
const COINR: &str = "COINr documentation";

const LOW: Parameter = with("low", "0.0");
const HIGH: Parameter = with("high", "1.0");
const TIES: Parameter = with("ties", "\"lowest\"");
const SKEW: Parameter = with("skew", "2.0");
const KURTOSIS: Parameter = with("kurtosis", "3.5");
const BY: Parameter = needs("by");
const LAMBDA: Parameter = needs("lambda");

/// A parameter that has a default.
const fn with(name: &'static str, default: &'static str) -> Parameter {
    Parameter { name, default: Some(default) }
}

/// A parameter that has to be said.
const fn needs(name: &'static str) -> Parameter {
    Parameter { name, default: None }
}

const fn row(
    option: &'static str,
    value: &'static str,
    parameters: &'static [Parameter],
    formula: &'static str,
    source: &'static str,
) -> Method {
    Method { option, value, is_default: false, parameters, formula, source }
}

/// The row that holds where nothing is said.
const fn default(row: Method) -> Method {
    Method { is_default: true, ..row }
}

/// Every method, in the order of the way a value goes.
pub const TABLE: &[Method] = &[
    default(row("collect", "one", &[], "the one observation; a second is refused", "")),
    row(
        "collect",
        "mean",
        &[],
        "mean of the observations",
        "European Commission, eGovernment Benchmark, Method Paper",
    ),
    row("collect", "median", &[], "median of the observations", "Hyndman and Fan (1996), type 7"),
    row("collect", "sum", &[], "sum of the observations", ""),
    row("collect", "minimum", &[], "least observation", ""),
    row("collect", "maximum", &[], "greatest observation", ""),
    default(row("transform", "none", &[], "x", "")),
    row(
        "transform",
        "log",
        &[],
        "ln x, x > 0",
        "UNDP, Human Development Report, Technical note 1 (income)",
    ),
    row("transform", "log10", &[], "lg x, x > 0", HANDBOOK),
    row("transform", "log1p", &[], "ln(1 + x), x > -1", ""),
    row("transform", "sqrt", &[], "√x, x ≥ 0", ""),
    row("transform", "power", &[needs("exponent")], "x^exponent, x > 0", ""),
    row(
        "transform",
        "box-cox",
        &[LAMBDA],
        "(x^λ - 1) / λ; ln x for λ = 0; x > 0",
        "Box and Cox (1964)",
    ),
    row("transform", "logit", &[], "ln(x / (1 - x)), 0 < x < 1", ""),
    default(row("impute", "none", &[], "stays missing; the node's `missing` decides", "")),
    row("impute", "mean", &[], "mean of the indicator", HANDBOOK),
    row("impute", "median", &[], "median of the indicator", HANDBOOK),
    row(
        "impute",
        "group-mean",
        &[BY],
        "mean of the indicator within the peer group; its mean over all where the group has none",
        COINR,
    ),
    row("impute", "group-median", &[BY], "median likewise", COINR),
    row(
        "impute",
        "row-mean",
        &[],
        "after normalising: mean of the unit's other indicators under the same node",
        COINR,
    ),
    row("impute", "row-median", &[], "after normalising: median likewise", COINR),
    row(
        "impute",
        "em",
        &[with("rounds", "200"), with("tolerance", "1e-8")],
        "E(x_missing given x_present) under a normal distribution of the indicators under the same node that say `em`, fitted by expectation and maximisation",
        "Dempster, Laird and Rubin (1977); Little and Rubin, Statistical Analysis with Missing Data, 11.2",
    ),
    row("impute", "constant", &[needs("value")], "the value, in the indicator's unit", HANDBOOK),
    default(row("treat", "none", &[], "x", "")),
    row(
        "treat",
        "winsorise",
        &[with("most", "5"), SKEW, KURTOSIS, with("then", "\"log\"")],
        "out of bounds: \\|skewness\\| > skew and kurtosis > kurtosis. The outermost k points, on the side of the skewness, take the value of the next one; k = 1, 2, ... until within bounds or k = most; then, where still out, `log` of the untouched values, or `none`",
        "COINr documentation; Joanes and Gill (1998), G1 and G2 (type 2)",
    ),
    row(
        "treat",
        "log",
        &[SKEW, KURTOSIS],
        "out of bounds: ln(x - min + (max - min) / 100), of -x where the skewness is below 0",
        COINR,
    ),
    row(
        "treat",
        "box-cox",
        &[LAMBDA, SKEW, KURTOSIS],
        "out of bounds: Box and Cox's power of x - min + 1, of -x where the skewness is below 0",
        "Box and Cox (1964); COINr documentation",
    ),
    row(
        "treat",
        "percentiles",
        &[with("low", "0.05"), with("high", "0.95")],
        "x moved into [Q(low), Q(high)], quantiles of type 7",
        "Hyndman and Fan (1996)",
    ),
    default(row("normalise", "none", &[], "x; -x for `down`", "")),
    row(
        "normalise",
        "min-max",
        &[LOW, HIGH],
        "low + (high - low) · (x - min) / (max - min); (max - x) for `down`",
        HANDBOOK,
    ),
    row(
        "normalise",
        "z-score",
        &[with("mean", "0.0"), with("sd", "1.0")],
        "mean + sd · (x - x̄) / s, s with n - 1; turned round for `down`",
        HANDBOOK,
    ),
    row("normalise", "rank", &[TIES], "place from below, the worst has 1", HANDBOOK),
    row("normalise", "percentile-rank", &[TIES], "(rank - 1) / (n - 1)", COINR),
    row("normalise", "borda", &[TIES], "rank - 1", "Borda (1781); COINr documentation"),
    row(
        "normalise",
        "distance-to-max",
        &[],
        "1 - (max - x) / (max - min); 1 - (x - min) / (max - min) for `down`",
        COINR,
    ),
    row(
        "normalise",
        "fraction-of-max",
        &[],
        "x / max; min / x for `down`, all above 0",
        "OECD/JRC, Handbook on Constructing Composite Indicators (2008), distance to the leader",
    ),
    row(
        "normalise",
        "distance-to-reference",
        &[needs("unit"), with("cap", "false")],
        "1 - (ref - x) / (ref - min); 1 - (x - ref) / (max - ref) for `down`",
        COINR,
    ),
    row(
        "normalise",
        "target",
        &[with("cap", "true")],
        "(x - min) / (target - min); (max - x) / (max - target) for `down`; at most 1 with `cap`, which COINr has off unless asked for",
        COINR,
    ),
    row(
        "normalise",
        "goalposts",
        &[LOW, HIGH, with("clamp", "true")],
        "low + (high - low) · (x - l) / (h - l); (h - x) for `down`; x moved into [l, h] first with `clamp`",
        "UNDP, Human Development Report, Technical note 1",
    ),
    row(
        "normalise",
        "scaled",
        &[needs("from"), needs("to"), LOW, HIGH],
        "low + (high - low) · (x - from) / (to - from); (to - x) for `down`",
        COINR,
    ),
    row(
        "normalise",
        "bands",
        &[needs("from"), needs("scores")],
        "the score of the band that holds x: the first below from_1, the next from from_1 on, ...",
        "OECD/JRC, Handbook on Constructing Composite Indicators (2008), categorical scale",
    ),
    default(row(
        "weigh",
        "given",
        &[],
        "w_i / Σ w, as written; all 1 where none is written",
        HANDBOOK,
    )),
    row("weigh", "equal", &[], "1 / n", HANDBOOK),
    row(
        "weigh",
        "pca",
        &[],
        "\\|first eigenvector of the children's correlations\\|, divided by its sum",
        COINR,
    ),
    row(
        "weigh",
        "optimised",
        &[with("rounds", "1000")],
        "w such that corr(x_i, Σ w x) are in the proportion of the weights as written: w_i · √(due share / found share), again and again",
        "Becker, Saisana, Paruolo and Vandecasteele, Weights and importance in composite indicators, Ecological Indicators 80 (2017)",
    ),
    default(row(
        "missing",
        "skip",
        &[with("present", "0.0"), with("of", "\"count\"")],
        "w_i / Σ w over those that are there; no value where less than the share `present` of all (by `count` or by `weight`) is there, or nothing",
        COINR,
    )),
    row("missing", "drop", &[], "no value as soon as one child has none", ""),
    row("missing", "zero", &[], "a child without a value counts as 0 with its full weight", ""),
    default(row("aggregate", "arithmetic", &[], "Σ w_i x_i", HANDBOOK)),
    row("aggregate", "geometric", &[], "Π x_i^w_i, x ≥ 0; 0 as soon as one is 0", HANDBOOK),
    row("aggregate", "harmonic", &[], "1 / Σ (w_i / x_i), x ≥ 0; 0 as soon as one is 0", HANDBOOK),
    row(
        "aggregate",
        "power",
        &[needs("exponent")],
        "(Σ w_i x_i^p)^(1/p), x ≥ 0; geometric for p = 0; for p < 0, 0 as soon as one is 0",
        "Hardy, Littlewood and Pólya, Inequalities (1934)",
    ),
    row(
        "aggregate",
        "copeland",
        &[],
        "over all other units: +1 where the weight of the children on which it is better exceeds that on which it is worse, -1 where it falls short",
        "Copeland (1951); OECD/JRC, Handbook on Constructing Composite Indicators (2008), non-compensatory multi-criteria analysis",
    ),
    row("aggregate", "median", &[], "middle value, of two the mean; without weights", ""),
    row("aggregate", "minimum", &[], "least value", ""),
    row("aggregate", "maximum", &[], "greatest value", ""),
    row("aggregate", "sum", &[], "Σ w_i x_i with weights as written, 1 where none is", ""),
    default(row("ties", "lowest", &[], "1, 2, 2, 4", "R, `rank(ties.method = \"min\")`")),
    row("ties", "highest", &[], "1, 3, 3, 4", "R, `rank(ties.method = \"max\")`"),
    row("ties", "mean", &[], "1, 2.5, 2.5, 4", "R, `rank(ties.method = \"average\")`"),
    row("ties", "dense", &[], "1, 2, 2, 3", ""),
];
