//! Prints the table of methods, as the reference page of the document ends with it.

fn main() {
    print!("{}", eframe_ceds::method::markdown());
}
