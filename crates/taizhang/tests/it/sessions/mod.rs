mod passwords;
mod signing_in;
