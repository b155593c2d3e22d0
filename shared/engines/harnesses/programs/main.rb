require 'json'

module EllaHarness
  RESULT = $stdout.dup
  $stdout.reopen($stderr)
  $stdout.sync = true

  def self.fail(message)
    STDERR.puts(message)
    exit!(1)
  end

  def self.split(type)
    kind, item = type.split('<', 2)
    [kind, item && item.chop.delete_prefix(kind == 'map' ? 'string,' : '')]
  end

  def self.read(type, value)
    kind, item = split(type)
    case kind
    when 'float' then value.to_f
    when 'list' then value.map { |each| read(item, each) }
    when 'map' then value.transform_values { |each| read(item, each) }
    when 'optional' then value.nil? ? nil : read(item, value)
    else value
    end
  end

  def self.written(type, value, place)
    kind, item = split(type)
    case [kind, value]
    in ['optional', _] then value.nil? ? 'null' : written(item, value, place)
    in ['bool', true | false] then value.to_s
    in ['int', Integer]
      fail("#{place} is an Integer of more than 64 bits") unless value.bit_length < 64
      value.to_s
    in ['float', Integer | Float]
      fail("#{place} is #{value}, which is not a finite number") unless value.to_f.finite?
      value.to_f.to_s
    in ['string', String]
      text = value.encoding == Encoding::BINARY ? value.dup.force_encoding('UTF-8') : value
      fail("#{place} is a String that is not valid #{text.encoding}") unless text.valid_encoding?
      text.to_json
    in ['list', Array]
      "[#{value.each_with_index.map { |each, number| written(item, each, "#{place}[#{number}]") }.join(',')}]"
    in ['map', Hash]
      members = value.map do |key, each|
        at = "#{place}[#{key.inspect}]"
        "#{written('string', key, "the key of #{at}")}:#{written(item, each, at)}"
      end
      "{#{members.join(',')}}"
    else
      fail("#{place} is #{value.nil? ? 'nil' : "of type #{value.class}"}; the signature says #{type}")
    end
  end

  def self.main(types, returns)
    arguments = types.zip(JSON.parse($stdin.read)).map { |type, value| read(type, value) }
    begin
      require_relative 'solution'
      fail('solution.rb defines no method @NAME@') unless Object.private_method_defined?(:@NAME@)
      result = TOPLEVEL_BINDING.receiver.send(:@NAME@, *arguments)
    rescue Exception => error
      error.set_backtrace(error.backtrace&.reject { |line| line.start_with?(__FILE__) })
      fail(error.full_message(highlight: false, order: :top))
    end
    RESULT.write(written(returns, result, 'the result'))
    RESULT.flush
    exit!(0)
  end
end

EllaHarness.main(@TYPES@, '@RETURNS@')
