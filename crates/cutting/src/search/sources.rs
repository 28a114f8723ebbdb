//! Where the linear program's patterns come from: strips or tables, whichever has brought it more for its work.
//!
//! A source is worked on for a block of rounds and judged by what the program saved meanwhile. Now and then the other one
//! has its turn, as what it would bring changes.

/// Rounds in a row without a pattern worth more than a sheet after which no more are looked for; the same of tables.
const FRUITLESS: u32 = 40;
const FRUITLESS_TABLES: u32 = 3;
/// Rounds of strips in a block; one table is a block of its own.
pub const BLOCK: u32 = 10;
/// One in so many blocks goes to the source that brought less.
const EXPLORED: u32 = 8;

/// Strips, tables, and which of them is worked on.
#[derive(Debug)]
pub struct Sources {
    strips: Source,
    tables: Source,
    block: Block,
}

#[derive(Clone, Copy, Debug)]
struct Source {
    /// Sheets that its last block saved the linear program, for each unit of work.
    rate: f64,
    /// Rounds in a row without a pattern that is worth more than a sheet.
    fruitless: u32,
}

/// Rounds of one source.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    is_of_tables: bool,
    /// Blocks so far.
    number: u32,
    /// Rounds that it still has.
    left: u32,
    /// Cost of the linear program before it.
    cost: f64,
    work: u64,
}

impl Block {
    const fn rounds(&self) -> u32 {
        if self.is_of_tables { 1 } else { BLOCK }
    }
}

impl Sources {
    /// Nothing is known of either.
    pub const fn new() -> Self {
        let unknown = Source {
            rate: f64::INFINITY,
            fruitless: 0,
        };
        Self {
            strips: unknown,
            tables: unknown,
            block: Block {
                is_of_tables: false,
                number: 0,
                left: 0,
                cost: 0.0,
                work: 0,
            },
        }
    }

    /// So much work was done.
    pub const fn worked(&mut self, work: u64) {
        self.block.work += work;
    }

    /// True while tables are worked on, not strips.
    pub const fn is_at_tables(&self) -> bool {
        self.block.is_of_tables
    }

    /// The program costs so much before the next round. True when the block is over and another one is to
    /// [begin](Self::begin).
    pub const fn is_over(&mut self, cost: f64) -> bool {
        if self.block.left == self.block.rounds() {
            // What plans in between have brought is not its doing.
            (self.block.cost, self.block.work) = (cost, 0);
        }
        self.block.left == 0
    }

    /// Judges what the block has brought, the program costing so much now, and chooses what is worked on next.
    pub const fn begin(&mut self, cost: f64, has_tables: bool) {
        let Block { number, work, .. } = self.block;
        let saved = self.block.cost - cost;
        self.source().rate = saved / if work > 0 { work } else { 1 } as f64;
        let is_better = (self.tables.rate > self.strips.rate) != number.is_multiple_of(EXPLORED);
        self.block = Block {
            is_of_tables: has_tables && is_better,
            number: number + 1,
            left: 0,
            cost,
            work: 0,
        };
        self.block.left = self.block.rounds();
    }

    /// A round is over, with a pattern of use or without.
    pub const fn end_round(&mut self, is_fruitful: bool) {
        self.block.left -= 1;
        self.source().fruitless += 1;
        // A better program asks for other patterns.
        if is_fruitful {
            (self.strips.fruitless, self.tables.fruitless) = (0, 0);
        }
    }

    /// True when the last table had no pattern of use.
    pub const fn was_table_vain(&self) -> bool {
        self.tables.fruitless > 0
    }

    /// True when strips have had no pattern of use for a block.
    pub const fn are_strips_vain(&self) -> bool {
        self.strips.fruitless >= BLOCK
    }

    /// True when no source has had a pattern of use for long.
    pub const fn are_exhausted(&self, has_tables: bool) -> bool {
        self.strips.fruitless >= FRUITLESS
            && (!has_tables || self.tables.fruitless >= FRUITLESS_TABLES)
    }

    const fn source(&mut self) -> &mut Source {
        if self.block.is_of_tables {
            &mut self.tables
        } else {
            &mut self.strips
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One block whose rounds take so much work each, with a pattern of use or without, from one cost to another.
    fn block(sources: &mut Sources, costs: (f64, f64), is_fruitful: bool) {
        let (mut now, after) = costs;
        let mut rounds = 0;
        while !sources.is_over(now) {
            sources.worked(100);
            sources.end_round(is_fruitful);
            (now, rounds) = (after, rounds + 1);
        }
        assert_eq!(rounds, if sources.is_at_tables() { 1 } else { BLOCK });
    }

    /// How many of the next blocks are of tables, where strips and tables save so much with each.
    fn of_tables(sources: &mut Sources, (by_strips, by_tables): (f64, f64), blocks: u32) -> u32 {
        let (mut cost, mut count) = (1_000.0, 0);
        for _ in 0..blocks {
            sources.begin(cost, true);
            let (is_table, before) = (sources.is_at_tables(), cost);
            count += u32::from(is_table);
            cost -= if is_table { by_tables } else { by_strips };
            block(sources, (before, cost), true);
        }
        count
    }

    #[test]
    fn whichever_saves_more_for_its_work_is_worked_on_and_the_other_one_now_and_then() {
        // A table takes a tenth of the work of a block of strips here.
        for (saved, most_are_tables) in [((1.0, 0.5), true), ((1.0, 0.01), false)] {
            let mut sources = Sources::new();
            assert!(sources.is_over(1_000.0));
            let count = of_tables(&mut sources, saved, 80);
            let of_most = if most_are_tables { count } else { 80 - count };
            assert!((64..80).contains(&of_most), "{count} of 80");
        }
    }

    #[test]
    fn without_tables_there_are_strips_alone_until_they_are_exhausted() {
        let mut sources = Sources::new();
        let mut rounds = 0;
        while !sources.are_exhausted(false) {
            sources.begin(10.0, false);
            assert!(!sources.is_at_tables());
            block(&mut sources, (10.0, 10.0), false);
            rounds += BLOCK;
            assert!(sources.are_strips_vain());
        }
        assert_eq!(rounds, FRUITLESS);
        // With tables there is hope, and a pattern of use begins it all again.
        assert!(!sources.are_exhausted(true));
        sources.begin(10.0, true);
        block(&mut sources, (10.0, 9.0), true);
        assert!(!sources.are_exhausted(false) && !sources.are_strips_vain());
    }
}
