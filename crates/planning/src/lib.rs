//! Everything between furniture and cutting: a design's boards as cutting jobs, their plans and what is kept of them,
//! steps at the saw, and bars.
//!
//! - [`cutting_job`]: what there is to cut; what travels to the optimiser's workers.
//! - [`run`]: running it, which is what the workers do; [`cutting_plan`]: what travels back, with a tree of cuts for each sheet
//!   ([`sheet_plan`]).
//! - [`plan_in_force`], [`plan_memory`], [`keep`], [`sawn`]: what a person keeps of a plan.
//! - [`plan_view`], [`bars`]: plans as they are shown, with the steps at the saw.
//! - [`evaluated`]: all of it for one design, from its evaluation to its plan.
//!
//! Knows no file format, no history and no browser.
//!
//! # Who looks for the cutting plan
//!
//! The optimiser works in steps of bounded work without a clock: a worker looks at its messages between two steps, so
//! that a newer job replaces an older one at once. One to four workers share the search, one core less than the device
//! has. The first has a first plan after one step; the others join once the design has stood still for a moment. All they
//! share is how good the best plan is, so that a worker speaks up only when it has a better one.
//!
//! The plan in the end doesn't depend on the device. A job is searched from four seeds, each with a fixed budget of work
//! ([`run`]), and plans are ranked, material by material, by what is left out, cost, the goal and seed: a total order, so
//! that it makes no difference who is first. How many workers share the seeds changes only how soon the plan is there,
//! and `boardwright cut` comes to the same plan by trying them one after the other. Nothing else may enter the search: a
//! worker that went by what the others know would end elsewhere on every device, and a shared link would show another
//! price than the sender saw. Only a person's word departs from it: "Good enough" leaves the plan as it stands, "Keep
//! improving" gives every seed more work. A plan belongs to its job, not to a revision ([`plan_in_force`]): an edit that
//! leaves the same to cut changes neither, and the workers go on. A plan that stays, and any of which something is kept,
//! is remembered by its job ([`plan_memory`]): undo and redo find it there, and no worker starts where none is needed.
//! What is shown, paid and exported is always the one plan that the session holds.
//!
//! Clothes rails and joint strips are jobs of one dimension for the same optimiser ([`bars`]). They are so small that a
//! worker answers at once, when the report is open; prices stay by the metre.
//!
//! What counts after the cost (largest offcut, least sawing, fewest patterns) is a habit of the shop that saws: it
//! changes no price and no design, so the browser keeps it beside language and unit, and a design or link carries none of
//! it. So is the workshop, which does change the price: its rules and the offcuts of the group's material become part of
//! the cutting job ([`cutting_job`]), so that a remembered plan is one for the same saw and stock. Offcuts that are used
//! are not bought; nothing is trimmed off them. What was kept of a plan is let go when the workshop changes what there is
//! to cut. Whatever the goal, the first seed looks for the plan that everyone gets, so that no other goal fares worse by
//! its own measure. Locked sheets and pinned boards are part of the session's cutting job alone ([`keep`]): the optimiser
//! plans the rest around them, a change of what there is to cut lets them go and says so. The plan in force is where such
//! a search starts from, so that keeping something never makes it worse; letting all go searches from nothing again and
//! comes to the plan everyone gets.
//!
//! The plan in force, what is kept of it and how its search stands survive a reload: the page keeps them beside the
//! design, as a text that it never reads, with the job and the version of the program. The session takes it back only for
//! the very same job, and only if the verifier finds nothing against it; anything else is dropped, and the search begins
//! again; what that frees is said. After another goal was set, what is kept is taken and the plan is not.
//!
//! Once a plan is sawn, its offcuts change the stock ([`sawn`]), and with it the job. What lies on the bench can't be
//! planned otherwise any more, so a sawn plan is for the same boards whatever becomes of saw and stock, until a person
//! has the boards planned anew. Where the stock is again as it was before the sawing, that was taken back.
//!
//! A plan carries the tree of cuts of each sheet ([`sheet_plan`]); places, leftovers, passes, turns and totals follow from
//! it. A worker's plan is judged by the verifier, tree and all, when the session takes it over, and `saw` takes every
//! sheet apart along its cuts: what each cut frees is found by sawing, and a plan whose cuts leave a board unfinished is
//! refused. The saw's view and the printed sheets show those steps; the page adds nothing to them but the place where the
//! person is.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

pub mod bars;
pub mod cutting_job;
pub mod cutting_plan;
pub mod evaluated;
pub mod keep;
mod least;
pub mod plan_in_force;
pub mod plan_memory;
pub mod plan_view;
pub mod run;
mod saw;
pub mod sawn;
pub mod sheet_plan;
