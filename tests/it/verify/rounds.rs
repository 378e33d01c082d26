//! Several holes at once: none hides another, and when all are mended nothing is left.

use std::collections::BTreeSet;

use super::mutants::{Mutant, Server, all};
use super::{Bench, verify};

/// Numbers that look like chance and are the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// What a hole is in: holes in different things have nothing to do with each other.
fn places(mutant: &Mutant) -> BTreeSet<String> {
    let place = |object: &str| object.split('.').take(2).collect::<Vec<_>>().join(".");
    mutant.finds.iter().map(|(_, object)| place(object)).collect()
}

/// Up to `count` holes in different things, in an order of chance.
fn chosen(mutants: &[Mutant], chance: &mut Chance, count: usize) -> Vec<Mutant> {
    let mut left: Vec<&Mutant> = mutants.iter().collect();
    let (mut taken, mut chosen) = (BTreeSet::new(), Vec::new());
    while chosen.len() < count && !left.is_empty() {
        let mutant = left.swap_remove(chance.below(left.len()));
        let places = places(mutant);
        if places.is_disjoint(&taken) {
            taken.extend(places);
            chosen.push(mutant.clone());
        }
    }
    chosen
}

#[test]
fn no_hole_hides_another_and_all_can_be_fixed() {
    let bench = Bench::shared();
    let db = bench.copy();
    let server = Server::of(&db);
    let mut mutants = all(&bench.partition(), db.name());
    mutants.retain(|mutant| !mutant.alone && mutant.can_be_undone() && mutant.is_possible_on(&server));
    for seed in 1..=15_u64 {
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let count = 2 + chance.below(20);
        let round = chosen(&mutants, &mut chance, count);
        let names: Vec<&str> = round.iter().map(|mutant| mutant.name.as_str()).collect();
        for mutant in &round {
            mutant.make(&db);
        }
        let found = verify(&db);
        for mutant in &round {
            assert_eq!(mutant.missed(&found), [], "{} in round {seed}, {names:#?}", mutant.name);
        }
        for mutant in round.iter().rev() {
            mutant.undo(&db);
        }
        assert_eq!(verify(&db), [], "after round {seed}, {names:#?}");
    }
}
