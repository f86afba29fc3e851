fn main() {
    nutgraf::x()
}
