mod guessing;
mod lasting;
mod passwords;
mod signing_in;
