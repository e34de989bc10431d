#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| newsgraph_fuzz::feed(bytes));
