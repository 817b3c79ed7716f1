mod keeping;
mod speaking;
