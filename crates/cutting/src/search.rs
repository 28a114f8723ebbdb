//! The search: parts are put into and taken out of trees of cuts, sheet by sheet.
//!
//! The optimiser, any-time and in bounded steps. Trees of cuts are ruined and recreated under a budget just below the
//! best plan's cost (`climb`, `ruin`, `recreate`), on a few sheets at a time in a large plan. A part goes where it spoils
//! least, if need be in a strip that is made wider for it by what is left over beside it (`widen`). Where sheets differ,
//! several sets of them race for aims between the bound and the best plan (`targets`). A larger leftover is looked for as
//! if it were one more part (`aim`, `aims`), beside the best plan, empty sheets, sheets cut into strips by knapsacks
//! (`strips`) or sheets met before (`pool`), and by turns the plan is made easier to saw (`neat`); after every round of
//! aims a walk begins from nothing. Wherever a part goes, each further piece to turn counts as spoilt board, except while
//! fewer sheets are looked for; at the end every sheet is cut again from its rectangles with the fewest turns
//! (`regroup`), alike strips together instead of one by one (`abreast`), as far as the rules of the saw allow. Where
//! sheets differ or none has a price, fewer sheets count among plans of one price (`problem::price`).
//! `limits` is asked at every single cut; a group is one part until it is written out; offcuts that the rule
//! puts first are settled before the search (`offcuts`), and where they are used if that is cheaper each costs a little
//! more than its price, so that no more of them are used than it takes. Beside the search `bound::prover` sharpens the
//! lower bound: a linear program over patterns of cuts proposes what parts are worth, and whole numbers count what a
//! sheet holds of that at most, first with unlimited copies of a part (`worth`) in finer and finer steps of length, then
//! without (`sets`); floats can make a bound weaker, never wrong.
//!
//! Beside walks, [`pool`] puts sheets met on the way together anew. A walk that is stuck has often met every sheet of a
//! better plan, though never at once; a linear program over them says which go together, and a short walk finds a place
//! for the parts it leaves out. What the program pays for parts says which sheets it lacks, and `search::price` looks for
//! those by walks on one sheet, so that they keep every rule of the job. `starts` says which walks begin there. The
//! program is kept: sheets met since join it, fewer parts left are the dual simplex method's (`master`), and each plan
//! begins at other fractions that are as good, as plans that begin alike end alike. It serves where a plan has sheets
//! enough for the parts on each; walks from the best plan serve elsewhere.
//!
//! [`batch`] makes plans of patterns, beside the search and before it in a large job, which the search is too slow for.
//! Strips fill a sheet by knapsacks for what parts are worth at the moment, and what is found is cut as often as parts
//! are left. Worths follow how well sheets are used, then a linear program over all patterns met so far proposes them;
//! its fractions rounded, in several ways, are the greater part of the next plans. From 1,000 parts on a table of what
//! every piece of a sheet is worth at most (`worthiest`) finds patterns as well; what has brought more for its work goes
//! on (`sources`).

mod abreast;
pub mod aim;
pub mod aims;
pub mod batch;
pub mod change;
pub mod climb;
mod effort;
pub mod export;
mod extra;
pub mod import;
mod line_up;
pub mod neat;
pub mod offcuts;
pub mod pool;
pub mod price;
pub mod recreate;
pub mod regroup;
pub mod ruin;
pub mod shape;
pub mod sources;
pub mod starts;
pub mod state;
pub mod strips;
pub mod targets;
pub mod tree;
pub mod waiting;
mod widen;
pub mod worthiest;
