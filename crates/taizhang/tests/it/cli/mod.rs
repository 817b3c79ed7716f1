mod importing;
mod keeping;
mod speaking;
